import { ContextMenu } from '@base-ui/react/context-menu';
import { useMemo, useRef, type MouseEvent } from 'react';
import type { Conflict } from '#contract/scan.ts';
import { t } from '#renderer/i18n/t.ts';
import { ContextMenuPopup } from '#renderer/ui/ContextMenuPopup.tsx';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { openMenuByKey, rowAt } from '#renderer/ui/row-menu.ts';
import { FindingRow } from './FindingRow.tsx';
import { GroupRow } from './GroupRow.tsx';
import styles from './Inbox.module.css';
import { findingEntries, groupEntries } from './inbox-actions.ts';
import type { Row } from './inbox-rows.ts';
import { focusRow } from './inbox-store.ts';
import { useInboxList } from './use-inbox-list.ts';

const rowId = (n: number): string => `conflict-row-${n}`;

/** Lanes, groups and findings in one virtual list. The list has the focus and points at its row, so that a recycled row cannot lose it. */
export function InboxList({ rows, all }: { rows: readonly Row[]; all: readonly Conflict[] }) {
  const showsStorage = useMemo(() => new Set(all.map(({ storage_uuid }) => storage_uuid)).size > 1, [all]);
  const scroller = useRef<HTMLDivElement>(null);
  const { virtualizer, focused, onKeyDown } = useInboxList(rows, all, scroller);
  const items = virtualizer.getVirtualItems();
  const entriesHere = () => {
    const row = rows[focused];
    return row?.type === 'finding' ? findingEntries(row.conflict, all) : row?.type === 'group' ? groupEntries(row.group, all) : [];
  };
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger
        render={
          <div
            ref={scroller}
            role="treegrid"
            tabIndex={0}
            aria-label={t.conflicts.findings}
            aria-multiselectable
            aria-rowcount={rows.length}
            aria-activedescendant={focused < 0 ? undefined : rowId(focused)}
            className={styles.list}
            onMouseDown={keepFocus}
          />
        }
        onKeyDown={(event) => (openMenuByKey(event, rowId(focused), 120) ? undefined : onKeyDown(event))}
        onContextMenu={(event) => {
          if (!takeRow(event, rows)) event.preventBaseUIHandler();
        }}
      >
        <div role="presentation" className={styles.window} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start, size }) => {
            const row = rows[index];
            if (row == null) return null;
            const place = {
              id: rowId(index),
              index,
              isFocused: index === focused,
              style: { transform: `translateY(${start}px)`, height: size },
            };
            if (row.type === 'group') return <GroupRow key={row.key} {...place} row={row} all={all} showsStorage={showsStorage} />;
            if (row.type === 'finding') return <FindingRow key={row.key} {...place} row={row} all={all} />;
            return (
              <div key={row.key} role="row" aria-level={1} aria-rowindex={index + 1} className={styles.lane} style={place.style}>
                <div role="gridcell" className={styles.laneCell}>
                  <h2 className={styles.laneTitle}>{t.findings.lanes[row.lane].title}</h2>
                  <span className={styles.laneCount}>{formatNumber(row.count)}</span>
                  <span className={styles.laneNote}>{t.findings.lanes[row.lane].note}</span>
                </div>
              </div>
            );
          })}
        </div>
      </ContextMenu.Trigger>
      <ContextMenuPopup groups={entriesHere().filter((entries) => entries.length > 0)} />
    </ContextMenu.Root>
  );
}

/** What is clicked in a row is done at once; the focus stays with the list, where the keys are. */
function keepFocus(event: MouseEvent<HTMLElement>): void {
  if (!(event.target instanceof Element) || event.target.closest('button, [role=checkbox]') == null) return;
  event.preventDefault();
  event.currentTarget.focus({ preventScroll: true });
}

/** A menu is about the row it was asked for at. @returns false where there is none */
function takeRow(event: MouseEvent, rows: readonly Row[]): boolean {
  const row = rowAt(event, rows);
  if (row == null) return false;
  focusRow(row.key);
  return true;
}
