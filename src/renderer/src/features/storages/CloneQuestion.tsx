import { useState } from 'react';
import type { CloneAnswer, StorageDto } from '#contract/storage.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice, type Option } from '#renderer/ui/Choice.tsx';
import { formatInstant } from '#renderer/ui/format.ts';
import { toast } from '#renderer/ui/toasts.ts';
import styles from './Lifecycle.module.css';

const answers = (): readonly Option<CloneAnswer>[] => [
  {
    value: 'backup',
    title: t.storages.cloneAnswers.backup,
    note: t.storages.cloneNotes.backup,
  },
  {
    value: 'moved',
    title: t.storages.cloneAnswers.moved,
    note: t.storages.cloneNotes.moved,
  },
  {
    value: 'separate',
    title: t.storages.cloneAnswers.separate,
    note: t.storages.cloneNotes.separate,
  },
];

/** The same storage at two places, side by side, and the question what the second one is. */
export function CloneQuestion({ storage, path }: { storage: StorageDto; path: string }) {
  const [answer, setAnswer] = useState<CloneAnswer>('backup');
  const [isBusy, setBusy] = useState(false);
  const { value } = useCall('conflict.list', { kind: 'clone_storage', storage: storage.uuid }, ['conflicts.changed', 'storage.changed']);
  const facts = value?.conflicts.find((conflict) => conflict.path === path)?.facts;
  const give = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.call('storage.answerClone', { storage: storage.uuid, path, answer });
      toast({
        title: t.storages.cloneDone[answer],
        description: answer === 'separate' ? t.storages.findToRecover : path,
        tone: 'ok',
      });
    } catch (thrown) {
      toast({ title: t.storages.answerFailed, description: errorWords(thrown), tone: 'bad' });
    } finally {
      setBusy(false);
      await useStorages.getState().load();
    }
  };
  return (
    <section className={styles.question} aria-label={t.storages.thereTwice(storage.display_name)}>
      <h3 className={styles.questionTitle}>{t.storages.sameAtTwoPlaces}</h3>
      <p>{t.storages.nothingWritten}</p>
      <div className={styles.places}>
        <Place title={t.storages.knownPlace} path={storage.full_path} facts={facts?.['known']} />
        <Place title={t.storages.secondPlace} path={path} facts={facts?.['other']} />
      </div>
      <Choice label={t.storages.whatIsSecond} value={answer} options={answers()} onChange={setAnswer} />
      <div>
        <Button variant="accent" disabled={isBusy} onClick={() => void give()}>
          {answer === 'moved' ? t.storages.useSecond : t.storages.ownIdentity}
        </Button>
      </div>
    </section>
  );
}

/** What is known of one place; the facts come from a finding, so nothing is taken for granted. */
function Place({ title, path, facts }: { title: string; path: string; facts: unknown }) {
  const known = (typeof facts === 'object' && facts != null ? facts : {}) as Record<string, unknown>;
  const count = (key: string, words: (count: number) => string): string | null =>
    typeof known[key] === 'number' ? words(known[key]) : null;
  const lastWrite = typeof known['last_write'] === 'string' ? t.storages.lastWritten(formatInstant(known['last_write'])) : null;
  const line = [count('files', t.common.files), count('sessions', t.common.sessions), lastWrite].filter((part) => part != null).join(' · ');
  return (
    <div className={styles.place}>
      <h4 className={styles.placeTitle}>{title}</h4>
      <p className={styles.path}>{path}</p>
      <p className={styles.quiet}>{line}</p>
    </div>
  );
}
