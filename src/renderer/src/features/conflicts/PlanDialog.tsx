import type { ResolvePlan } from '#contract/resolve.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { saveText } from '#renderer/ui/save-text.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { confirmPlan } from './plan-store.ts';
import { confirmWords, headlineFacts, planAsText } from './plan-words.ts';
import styles from './Plan.module.css';
import { PlanSteps } from './PlanSteps.tsx';

/** A refusal is a sentence; a hundred of them are a text for Copy. */
const refusedAtMost = 50;

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
      {actions.length > 0 && <PlanSteps actions={actions} />}
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
