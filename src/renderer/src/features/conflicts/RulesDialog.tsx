import { Trash2 } from 'lucide-react';
import type { Rule } from '#contract/resolve.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatShortDay } from '#renderer/ui/format.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { PartState } from '#renderer/ui/PartState.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import { folderWords } from './paths.ts';
import styles from './Plan.module.css';
import { ruleTitle } from './rule-words.ts';

/** Decisions that are made by themselves: what each does, how often it did, and whether it goes on. */
export function RulesDialog({ onClose }: { onClose: () => void }) {
  const call = useCall('rule.list', {}, ['conflicts.changed']);
  const attempt = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((thrown: unknown) => toast({ title: t.conflicts.ruleNotChanged, description: errorWords(thrown), tone: 'bad' }));
    call.reload();
  };
  return (
    <Modal onClose={onClose} title={t.conflicts.rules} width={640} description={t.conflicts.whatRuleIs}>
      <PartState call={call} label={t.conflicts.rules} height={56}>
        {({ rules }) =>
          rules.length === 0 ? (
            <p className={styles.none}>{t.conflicts.noRules}</p>
          ) : (
            <ul aria-label={t.conflicts.rules}>
              {rules.map((rule) => (
                <RuleItem
                  key={rule.id}
                  rule={rule}
                  onEnabled={(enabled) => void attempt(api.call('rule.change', { id: rule.id, enabled }))}
                  onRemove={() => void attempt(api.call('rule.remove', { id: rule.id }))}
                />
              ))}
            </ul>
          )
        }
      </PartState>
    </Modal>
  );
}

function RuleItem({ rule, onEnabled, onRemove }: { rule: Rule; onEnabled: (enabled: boolean) => void; onRemove: () => void }) {
  const title = ruleTitle(rule);
  return (
    <li className={styles.rule} data-off={rule.enabled ? undefined : ''}>
      <div className={styles.ruleWords}>
        <p className={styles.ruleTitle}>{title}</p>
        <p className={styles.ruleFacts}>
          {t.conflicts.ruleFacts(
            rule.folder === '' ? t.conflicts.anywhere : t.conflicts.inFolder(folderWords(rule.folder)),
            rule.storage_name,
            rule.used_count,
            formatShortDay(rule.created_at),
          )}
        </p>
      </div>
      <Switch label={t.conflicts.ruleOn(title)} checked={rule.enabled} onChange={onEnabled} />
      <IconButton icon={Trash2} label={t.conflicts.removeRule(title)} onClick={onRemove} />
    </li>
  );
}
