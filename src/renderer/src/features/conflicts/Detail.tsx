import { CircleHelp, Maximize2, Minimize2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Conflict } from '#contract/scan.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { baseName } from '#domain/rel-path.ts';
import { t } from '#renderer/i18n/t.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Comparison, Outcome } from './Comparison.tsx';
import styles from './Detail.module.css';
import type { Group } from './groups.ts';
import type { Row } from './inbox-rows.ts';
import { showDetail, useInbox, widenDetail } from './inbox-store.ts';
import { listElement } from './list-element.ts';
import { reasonOf } from './outcome-words.ts';

/** The pane beside the list: the focused finding at its full size, or what a group is about. */
export function Detail({ rows, all }: { rows: readonly Row[]; all: readonly Conflict[] }) {
  const focus = useInbox((state) => state.focus);
  const isWide = useInbox((state) => state.isDetailWide);
  const row = rows.find(({ key }) => key === focus);
  const close = (): void => {
    showDetail(false);
    listElement()?.focus();
  };
  const [title, body]: [string, ReactNode] =
    row?.type === 'finding'
      ? [baseName(row.conflict.path) || t.conflicts.wholeStorage, <Finding key={row.key} conflict={row.conflict} all={all} />]
      : row?.type === 'group'
        ? [`${row.group.heading} ${row.group.place}`.trim(), <GroupFacts key={row.key} group={row.group} />]
        : [t.conflicts.nothingChosen, null];
  return (
    <aside
      id="finding-detail"
      tabIndex={-1}
      aria-label={t.common.details}
      className={styles.pane}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <IconButton
          icon={isWide ? Minimize2 : Maximize2}
          label={isWide ? t.conflicts.besideList : t.conflicts.fullWidth}
          onClick={() => widenDetail(!isWide)}
        />
        <IconButton icon={X} label={t.conflicts.closeDetails} keys="Escape" onClick={close} />
      </header>
      <div className={styles.body}>{body}</div>
      {row?.type === 'finding' && <Outcome key={row.key} conflict={row.conflict} all={all} />}
    </aside>
  );
}

function Finding({ conflict, all }: { conflict: Conflict; all: readonly Conflict[] }) {
  return (
    <>
      <p className={styles.reason}>{reasonOf(conflict)}</p>
      <Comparison conflict={conflict} all={all} />
      <Why kind={conflict.kind} />
    </>
  );
}

function GroupFacts({ group }: { group: Group }) {
  return (
    <>
      <p className={styles.reason}>{group.cause}</p>
      <Why kind={group.kind} isOpen />
    </>
  );
}

/** What the kind means, in the words of the documentation. */
function Why({ kind, isOpen = false }: { kind: string; isOpen?: boolean }) {
  const { value, error } = useCall('conflict.explain', { kind });
  return (
    <details className={styles.why} open={isOpen}>
      <summary>
        <CircleHelp size={16} strokeWidth={1.5} aria-hidden /> {t.conflicts.whatThisMeans}
      </summary>
      <p>{value == null ? error : t.findings.why(kind, value.why)}</p>
      <ul>
        {value?.what_you_can_do.map((action, n) => (
          <li key={action}>{t.findings.action(kind, n, action)}</li>
        ))}
      </ul>
    </details>
  );
}
