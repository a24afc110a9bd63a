import { ChevronDown, ChevronRight, Ellipsis } from 'lucide-react';
import { use, type CSSProperties } from 'react';
import type { Conflict } from '#contract/scan.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { CheckMark } from '#renderer/ui/CheckMark.tsx';
import { MenuButton } from '#renderer/ui/MenuButton.tsx';
import { canLocate, isOfStorage } from './decisions.ts';
import { InboxLinksContext } from './links.ts';
import { listElement } from './list-element.ts';
import { acceptSuggestions, groupEntries, locate } from './inbox-actions.ts';
import { checkState, type Row } from './inbox-rows.ts';
import { focusRow, fold, showDetail, toggleChecked, useInbox } from './inbox-store.ts';
import styles from './Inbox.module.css';

export interface RowPlace {
  readonly id: string;
  readonly index: number;
  readonly isFocused: boolean;
  readonly style: CSSProperties;
  readonly all: readonly Conflict[];
}

/** The head of a group: check of all, what it is, why in one sentence, and what may be done with all of it. */
export function GroupRow({
  row,
  id,
  index,
  isFocused,
  style,
  all,
  showsStorage,
}: RowPlace & { row: Extract<Row, { type: 'group' }>; showsStorage: boolean }) {
  const { group, isFolded } = row;
  const state = useInbox(({ checked }) => checkState(group, checked));
  const storage = useStorages(({ value }) =>
    showsStorage ? value?.find(({ uuid }) => uuid === group.storageUuid)?.display_name : undefined,
  );
  const { onHistory, onStorage } = use(InboxLinksContext);
  const Chevron = isFolded ? ChevronRight : ChevronDown;
  const name = `${group.heading} ${group.place}`.trim();
  const isLocatable = group.kind === 'missing' && group.conflicts.some(canLocate);
  return (
    <div
      id={id}
      role="row"
      aria-level={2}
      aria-rowindex={index + 1}
      aria-expanded={!isFolded}
      aria-selected={state === true}
      data-row={index}
      data-focused={isFocused ? '' : undefined}
      className={styles.row}
      style={style}
      onClick={() => focusRow(row.key)}
      onDoubleClick={() => showDetail(true)}
    >
      <div role="gridcell" className={styles.checkCell}>
        {group.lane !== 'done' && (
          <CheckMark checked={state} label={t.conflicts.allOf(name)} onToggle={() => toggleChecked(group.conflicts)} />
        )}
      </div>
      <div role="gridcell" className={styles.groupCell}>
        <button
          type="button"
          tabIndex={-1}
          aria-label={isFolded ? t.conflicts.unfoldGroup(name) : t.conflicts.foldGroup(name)}
          className={styles.fold}
          onClick={() => fold(group.key, !isFolded)}
        >
          <Chevron size={16} strokeWidth={1.5} aria-hidden />
        </button>
        <div className={styles.groupWords}>
          <h3 className={styles.groupTitle}>
            {group.heading} <span className={styles.place}>{group.place}</span>
            {storage != null && <span className={styles.storage}>{storage}</span>}
          </h3>
          <p className={styles.cause}>{group.cause}</p>
        </div>
      </div>
      <div role="gridcell" className={styles.actionCell}>
        {isLocatable && (
          <Button tabIndex={-1} onClick={() => void locate(group.conflicts)}>
            {group.conflicts.length === 1 ? t.conflicts.locate : t.conflicts.locateFolder}
          </Button>
        )}
        {group.suggestions > 0 && group.lane === 'suggest' && (
          <Button tabIndex={-1} onClick={() => acceptSuggestions(group)}>
            {t.conflicts.acceptSuggestions(group.suggestions)}
          </Button>
        )}
        {group.lane === 'done' && (
          <Button variant="ghost" tabIndex={-1} onClick={onHistory}>
            {t.conflicts.undoInHistory}
          </Button>
        )}
        {isOfStorage(group) && (
          <Button tabIndex={-1} onClick={() => onStorage(group.storageUuid)}>
            {t.conflicts.openStorages}
          </Button>
        )}
        <MenuButton icon={Ellipsis} label={t.conflicts.moreFor(name)} groups={() => groupEntries(group, all)} returnsTo={listElement} />
      </div>
    </div>
  );
}
