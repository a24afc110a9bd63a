import { Trash2 } from 'lucide-react';
import type { Rule } from '#contract/resolve.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { plural } from '#renderer/i18n/numbers.ts';
import { formatShortDay } from '#renderer/ui/format.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import { folderWords } from './paths.ts';
import styles from './Plan.module.css';
import { ruleTitle } from './rule-words.ts';

/** Decisions that are made by themselves: what each does, how often it did, and whether it goes on. */
export function RulesDialog({ onClose }: { onClose: () => void }) {
  const { value, error, reload } = useCall('rule.list', {}, ['conflicts.changed']);
  const attempt = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((thrown: unknown) => toast({ title: 'The rule could not be changed', description: errorWords(thrown), tone: 'bad' }));
    reload();
  };
  return (
    <Modal
      onClose={onClose}
      title="Rules"
      width={640}
      description="A rule repeats a decision you have made, for new findings of one kind in one folder. What it does is listed under Resolved for you and can be undone."
    >
      {error != null && <p role="alert">{error}</p>}
      {value == null && error == null && <Skeleton height={56} />}
      {value?.rules.length === 0 && (
        <p className={styles.none}>No rules yet. After a decision is carried out, “Always do this…” makes one of it.</p>
      )}
      <ul className={styles.rules} aria-label="Rules">
        {value?.rules.map((rule) => (
          <RuleItem
            key={rule.id}
            rule={rule}
            onEnabled={(enabled) => void attempt(api.call('rule.change', { id: rule.id, enabled }))}
            onRemove={() => void attempt(api.call('rule.remove', { id: rule.id }))}
          />
        ))}
      </ul>
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
          {rule.folder === '' ? 'Anywhere' : `In ${folderWords(rule.folder)}`} on {rule.storage_name} · used{' '}
          {plural(rule.used_count, 'time')} · since {formatShortDay(rule.created_at)}
        </p>
      </div>
      <Switch label={`${title}: on`} checked={rule.enabled} onChange={onEnabled} />
      <IconButton icon={Trash2} label={`Remove the rule: ${title}`} onClick={onRemove} />
    </li>
  );
}
