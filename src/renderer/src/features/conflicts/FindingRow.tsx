import { ChevronsUpDown, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import type { Conflict } from '#contract/scan.ts';
import { baseName } from '#domain/rel-path.ts';
import { useLanguage } from '#renderer/i18n/language.ts';
import { t } from '#renderer/i18n/t.ts';
import { CheckMark } from '#renderer/ui/CheckMark.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { MenuButton } from '#renderer/ui/MenuButton.tsx';
import { isOfStorage, suggestionOf } from './decisions.ts';
import { pictureOf, readFacts } from './facts.ts';
import type { RowPlace } from './GroupRow.tsx';
import { accept, findingEntries } from './inbox-actions.ts';
import type { Row } from './inbox-rows.ts';
import { focusRow, showDetail, toggleChecked, useInbox } from './inbox-store.ts';
import { listElement } from './list-element.ts';
import styles from './Inbox.module.css';
import { outcomeWords, reasonOf } from './outcome-words.ts';
import { differingPart } from './paths.ts';
import { Thumb } from './Thumb.tsx';

/** One finding: check, pictures, where it is, why, and what would be done about it. */
export const FindingRow = memo(function FindingRow({
  row,
  id,
  index,
  isFocused,
  style,
  all,
}: RowPlace & { row: Extract<Row, { type: 'finding' }> }) {
  const { conflict, group, place } = row;
  const isChecked = useInbox(({ checked }) => conflict.id != null && checked.has(conflict.id));
  const choice = useInbox(({ chosen }) => (conflict.id == null ? undefined : chosen.get(conflict.id)));
  useLanguage();
  const decision = choice ?? suggestionOf(conflict);
  const returned = useInbox(({ returned: reasons }) => (conflict.id == null ? undefined : reasons.get(conflict.id)));
  const name = conflict.path === '' ? t.conflicts.wholeStorage : conflict.path;
  const words = decision == null ? null : outcomeWords(conflict, decision);
  return (
    <div
      id={id}
      role="row"
      aria-level={3}
      aria-rowindex={index + 1}
      aria-posinset={place + 1}
      aria-setsize={group.conflicts.length}
      aria-selected={isChecked}
      data-row={index}
      data-focused={isFocused ? '' : undefined}
      data-checked={isChecked ? '' : undefined}
      className={cx(styles.row, styles.finding)}
      style={style}
      onClick={() => focusRow(row.key)}
      onDoubleClick={() => showDetail(true)}
    >
      <div role="gridcell" className={styles.checkCell}>
        {group.lane !== 'done' && (
          <CheckMark checked={isChecked} label={t.conflicts.checkFile(baseName(name))} onToggle={() => toggleChecked([conflict])} />
        )}
      </div>
      <div role="gridcell" className={styles.pictureCell}>
        <Pictures conflict={conflict} />
      </div>
      <div role="gridcell" className={styles.wordsCell}>
        <Paths conflict={conflict} />
        {returned == null ? (
          <p className={styles.reason}>{reasonOf(conflict)}</p>
        ) : (
          <p className={cx(styles.reason, styles.returned)}>
            <TriangleAlert size={14} strokeWidth={1.5} aria-hidden /> {returned}
          </p>
        )}
      </div>
      <div role="gridcell" className={styles.actionCell}>
        {words != null && (
          <button
            type="button"
            tabIndex={-1}
            className={styles.act}
            data-chosen={choice == null ? undefined : ''}
            title={words}
            onClick={() => accept([conflict])}
          >
            {words}
          </button>
        )}
        {words == null && conflict.status !== 'applied' && group.lane === 'ask' && !isOfStorage(conflict) && (
          <button type="button" tabIndex={-1} className={cx(styles.act, styles.undecided)} onClick={() => showDetail(true)}>
            {t.conflicts.choose}
          </button>
        )}
        <MenuButton
          icon={ChevronsUpDown}
          label={t.conflicts.alternatives(baseName(name))}
          groups={() => findingEntries(conflict, all)}
          returnsTo={listElement}
        />
      </div>
    </div>
  );
});

/** One picture, or two where a file was replaced by another. */
function Pictures({ conflict }: { conflict: Conflict }) {
  const { before, now } = readFacts(conflict);
  if (before?.hothash != null && now?.hothash != null)
    return (
      <>
        <Thumb hothash={before.hothash} />
        <Thumb hothash={now.hothash} />
      </>
    );
  return <Thumb hothash={pictureOf(conflict)} />;
}

/** The path, or both with what tells them apart in weight. */
function Paths({ conflict }: { conflict: Conflict }) {
  const { knownPath, from, gone, candidates, paths } = readFacts(conflict);
  const { path } = conflict;
  if (conflict.kind === 'duplicate' && knownPath != null)
    return (
      <>
        <PathLine path={knownPath} other={path} label="1" />
        <PathLine path={path} other={knownPath} label="2" />
      </>
    );
  if (conflict.kind === 'moved' && from != null)
    return (
      <>
        <PathLine path={from} other={path} label={t.conflicts.from} />
        <PathLine path={path} other={from} label={t.conflicts.to} />
      </>
    );
  if (conflict.kind === 'ambiguous_move' && gone[0] != null)
    return (
      <>
        <PathLine path={gone[0].path} other={candidates[0] ?? path} label={t.conflicts.from} />
        <p className={styles.path}>
          <span className={styles.pathLabel}>{t.conflicts.to}</span> {t.conflicts.oneOf(candidates.join(', '))}
        </p>
      </>
    );
  const other = paths.find((each) => each !== path);
  if (conflict.kind === 'name_collision' && other != null)
    return (
      <>
        <PathLine path={path} other={other} label="1" />
        <PathLine path={other} other={path} label="2" />
      </>
    );
  return <p className={styles.path}>{path === '' ? t.conflicts.wholeStorage : path}</p>;
}

function PathLine({ path, other, label }: { path: string; other: string; label: string }) {
  const { before, differing, after } = differingPart(path, other);
  return (
    <p className={styles.path} title={path}>
      <span className={styles.pathLabel}>{label}</span>
      <span className={styles.same}>{before}</span>
      <strong>{differing}</strong>
      <span className={styles.same}>{after}</span>
    </p>
  );
}
