import {
  ArrowRight,
  Bookmark,
  CloudDownload,
  FileOutput,
  FilePen,
  FileSymlink,
  RotateCcw,
  ScanSearch,
  type LucideIcon,
} from 'lucide-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ResolveAction } from '#contract/resolve.ts';
import { t } from '#renderer/i18n/t.ts';
import { stepWhy } from './plan-words.ts';
import styles from './Plan.module.css';

const rowPx = 36;
const glyphs: Readonly<Record<ResolveAction['action'], LucideIcon>> = {
  set_aside: FileOutput,
  restore: RotateCcw,
  move: FileSymlink,
  record: FilePen,
  remember: Bookmark,
  fetch: CloudDownload,
  scan: ScanSearch,
};

/** Every step of a plan, as a table. */
export function PlanSteps({ actions }: { actions: readonly ResolveAction[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: actions.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    useFlushSync: false,
  });
  return (
    <div className={styles.table} role="table" aria-label={t.conflicts.steps} aria-rowcount={actions.length + 1}>
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={styles.headRow}>
          {[t.conflicts.action, t.conflicts.fromColumn, t.conflicts.toColumn, t.conflicts.why].map((word) => (
            <span key={word} role="columnheader">
              {word}
            </span>
          ))}
        </div>
      </div>
      <div
        ref={scroller}
        role="rowgroup"
        tabIndex={0}
        aria-label={t.conflicts.stepsOfPlan}
        className={styles.rows}
        style={{ height: Math.min(actions.length, 9) * rowPx }}
      >
        <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const each = actions[index];
            if (each == null) return null;
            const Glyph = glyphs[each.action];
            return (
              <div
                key={index}
                role="row"
                aria-rowindex={index + 2}
                className={styles.planRow}
                style={{ transform: `translateY(${start}px)` }}
              >
                <span role="cell" className={styles.action}>
                  <Glyph size={16} strokeWidth={1.5} aria-hidden /> {t.conflicts.actions[each.action]}
                </span>
                <span role="cell" className={styles.path} title={each.from ?? ''}>
                  <span className={styles.cut}>
                    <bdi>{each.from ?? '–'}</bdi>
                  </span>
                </span>
                <span role="cell" className={styles.path} title={each.to ?? ''}>
                  {each.to != null && <ArrowRight size={14} strokeWidth={1.5} aria-hidden />}
                  <span className={styles.cut}>
                    <bdi>{each.to ?? '–'}</bdi>
                  </span>
                </span>
                <span role="cell" className={styles.why} title={stepWhy(each)}>
                  {stepWhy(each)}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
