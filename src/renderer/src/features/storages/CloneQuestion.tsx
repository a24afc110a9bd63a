import { useState } from 'react';
import type { CloneAnswer, StorageDto } from '#contract/storage.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice, type Option } from '#renderer/ui/Choice.tsx';
import { plural } from '#renderer/i18n/numbers.ts';
import { formatInstant } from '#renderer/ui/format.ts';
import { toast } from '#renderer/ui/toasts.ts';
import styles from './Lifecycle.module.css';

const answers: readonly Option<CloneAnswer>[] = [
  {
    value: 'backup',
    title: 'It is a backup copy',
    note: 'It gets an identity of its own that says whose copy it is, and stays out of this library.',
  },
  {
    value: 'moved',
    title: 'The storage was moved there',
    note: 'The second place is the storage from now on; the first one is left alone.',
  },
  {
    value: 'separate',
    title: 'It is a storage of its own',
    note: 'It gets an identity of its own and can be recovered into this library.',
  },
];

const done: Record<CloneAnswer, string> = {
  backup: 'The copy has an identity of its own',
  moved: 'The storage is at its new place',
  separate: 'It is a storage of its own now',
};

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
        title: done[answer],
        description: answer === 'separate' ? 'Find it with “Find storages…” to recover it.' : path,
        tone: 'ok',
      });
    } catch (thrown) {
      toast({ title: 'The answer could not be carried out', description: errorWords(thrown), tone: 'bad' });
    } finally {
      setBusy(false);
      await useStorages.getState().load();
    }
  };
  return (
    <section className={styles.question} aria-label={`${storage.display_name} is there twice`}>
      <h3 className={styles.questionTitle}>The same storage is at two places</h3>
      <p>Nothing is written to either until you say what the second one is.</p>
      <div className={styles.places}>
        <Place title="Known place" path={storage.full_path} facts={facts?.['known']} />
        <Place title="Second place" path={path} facts={facts?.['other']} />
      </div>
      <Choice label="What is the second place?" value={answer} options={answers} onChange={setAnswer} />
      <div>
        <Button variant="accent" disabled={isBusy} onClick={() => void give()}>
          {answer === 'moved' ? 'Use the second place' : 'Give it its own identity'}
        </Button>
      </div>
    </section>
  );
}

/** What is known of one place; the facts come from a finding, so nothing is taken for granted. */
function Place({ title, path, facts }: { title: string; path: string; facts: unknown }) {
  const known = (typeof facts === 'object' && facts != null ? facts : {}) as Record<string, unknown>;
  const count = (key: string, word: string): string | null => (typeof known[key] === 'number' ? plural(known[key], word) : null);
  const lastWrite = typeof known['last_write'] === 'string' ? `Last written ${formatInstant(known['last_write'])}` : null;
  const line = [count('files', 'file'), count('sessions', 'session'), lastWrite].filter((part) => part != null).join(' · ');
  return (
    <div className={styles.place}>
      <h4 className={styles.placeTitle}>{title}</h4>
      <p className={styles.path}>{path}</p>
      <p className={styles.quiet}>{line}</p>
    </div>
  );
}
