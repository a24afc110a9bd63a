import type { Conflict } from '#contract/scan.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Keys } from '#renderer/ui/Keys.tsx';
import { isIgnorable } from './decisions.ts';
import { ignore, preview } from './inbox-actions.ts';
import { decisionOf, uncheckAll, useInbox } from './inbox-store.ts';
import { postpone, usePlan } from './plan-store.ts';
import styles from './InboxFoot.module.css';

const hints: readonly (readonly [keys: readonly string[], means: 'check' | 'accept' | 'choose' | 'ignore' | 'details' | 'groups'])[] = [
  [[' '], 'check'],
  [['A'], 'accept'],
  [['K', '1', '2'], 'choose'],
  [['I'], 'ignore'],
  [['Enter'], 'details'],
  [['[', ']'], 'groups'],
];

/** Below the list: what may be done with what is checked, else the keys. */
export function InboxFoot({ shown }: { shown: readonly Conflict[] }) {
  const checked = useInbox((state) => state.checked);
  const chosen = useInbox((state) => state.chosen);
  const isPlanning = usePlan((state) => state.isPlanning);
  const meant = shown.filter(({ id }) => id != null && checked.has(id));
  if (meant.length === 0)
    return (
      <div className={styles.foot}>
        <ul className={styles.hints} aria-label={t.conflicts.keysOfList}>
          {hints.map(([keys, means]) => (
            <li key={means}>
              {keys.map((key) => (
                <Keys key={key} keys={key} />
              ))}
              {t.conflicts.hints[means]}
            </li>
          ))}
        </ul>
      </div>
    );
  const decided = meant.filter((conflict) => decisionOf(conflict, chosen) != null).length;
  const undecided = meant.length - decided;
  const ids = meant.flatMap(({ id }) => id ?? []);
  const isLater = meant.every(({ status }) => status === 'later');
  return (
    <div className={styles.foot}>
      <span className={styles.footWords} role="status">
        {t.conflicts.checkedCount(meant.length)}
        {undecided > 0 && t.conflicts.needChoice(undecided)}
      </span>
      <Button variant="ghost" onClick={uncheckAll}>
        {t.conflicts.clear}
      </Button>
      {meant.some(isIgnorable) && (
        <Button variant="ghost" onClick={() => ignore(meant)}>
          {t.commands.ignore}
        </Button>
      )}
      <Button variant="ghost" onClick={() => void postpone(ids, !isLater)}>
        {isLater ? t.conflicts.bringBack : t.conflicts.later}
      </Button>
      <Button variant="accent" disabled={decided === 0} aria-disabled={isPlanning} onClick={() => preview(meant)}>
        {t.conflicts.previewDecisions(decided)}
      </Button>
    </div>
  );
}
