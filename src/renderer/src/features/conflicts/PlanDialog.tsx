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
import type { ResolveAction, ResolvePlan } from '#contract/resolve.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { saveText } from '#renderer/ui/save-text.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { confirmPlan } from './plan-store.ts';
import { confirmWords, headlineFacts, planAsText, stepWhy } from './plan-words.ts';
import styles from './Plan.module.css';

const rowPx = 36;
/** A refusal is a sentence; a hundred of them are a text for Copy. */
const refusedAtMost = 50;

const glyphs: Readonly<Record<ResolveAction['action'], LucideIcon>> = {
  set_aside: FileOutput,
  restore: RotateCcw,
  move: FileSymlink,
  record: FilePen,
  remember: Bookmark,
  fetch: CloudDownload,
  scan: ScanSearch,
};

/** What decisions would do, file by file, with the numbers one agrees to in the button. Nothing has happened yet. */
export function PlanDialog({ preview: { plan }, onClose }: { preview: { readonly plan: ResolvePlan }; onClose: () => void }) {
  const { actions, refused } = plan;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(planAsText(plan));
    toast({ title: t.conflicts.linesCopied(actions.length) });
  };
  return (
    <Modal
      onClose={onClose}
      title={t.conflicts.previewOfChanges}
      description={t.conflicts.nothingYet}
      width={880}
      foot={
        <>
          <span className={styles.quietActions}>
            <Button variant="ghost" onClick={() => void copy()}>
              {t.conflicts.copyAsText}
            </Button>
            <Button variant="ghost" onClick={() => saveText('imalink-changes.txt', planAsText(plan))}>
              {t.conflicts.saveReport}
            </Button>
          </span>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          {actions.length > 0 && (
            <Button variant="accent" data-autofocus="" onClick={() => void confirmPlan()}>
              {confirmWords(plan)}
            </Button>
          )}
        </>
      }
    >
      <dl className={styles.numbers}>
        {headlineFacts(plan.headline).map(({ label, value, note }) => (
          <div key={label} data-zero={value === '0' ? '' : undefined}>
            <dt>{label}</dt>
            <dd>
              {value}
              {note != null && <span className={styles.note}>{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {actions.length > 0 && <Actions actions={actions} />}
      {refused.length > 0 && (
        <section className={styles.refused} aria-label={t.conflicts.leftInInbox}>
          <h3>{t.conflicts.stayInInbox(refused.length)}</h3>
          <ul>
            {refused.slice(0, refusedAtMost).map(({ finding_id, path, reason }) => (
              <li key={finding_id}>
                <span className={styles.path}>{path}</span> {reason}
              </li>
            ))}
          </ul>
          {refused.length > refusedAtMost && <p>{t.conflicts.andMoreAsText(refused.length - refusedAtMost)}</p>}
        </section>
      )}
    </Modal>
  );
}

/** One line per step. Only the lines in sight are in the document; each tells its number. */
function Actions({ actions }: { actions: readonly ResolveAction[] }) {
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
