import { useEffect, useState } from 'react';
import type { SessionDetail } from '#contract/session.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useIsImporting, useSessions } from '#renderer/api/stores.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EditableText } from '#renderer/ui/EditableText.tsx';
import { plural } from '#renderer/i18n/numbers.ts';
import { formatBytes, formatInstant } from '#renderer/ui/format.ts';
import { ProblemList } from '#renderer/ui/ProblemList.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import { resumeSession } from './resume-session.ts';
import styles from './SessionHeader.module.css';
import { UndoImport } from './UndoImport.tsx';

/** Title and notes to edit in place, where the files came from, and what went wrong. */
export function SessionHeader({ session, onChanged }: { session: SessionDetail; onChanged: () => void }) {
  const [showProblems, setShowProblems] = useState(false);
  const isImporting = useIsImporting(session.id);
  useEffect(() => setShowProblems(false), [session.id]);
  const edit = async (patch: { title?: string; notes?: string; author?: string | null }): Promise<boolean> => {
    try {
      await api.call('session.edit', { session_id: session.id, ...patch });
      onChanged();
      void useSessions.getState().load();
      return true;
    } catch (thrown) {
      toast({ title: 'The change was not saved', description: errorWords(thrown), tone: 'bad' });
      return false;
    }
  };
  return (
    <section className={styles.header} aria-label="About this session">
      <div className={styles.words}>
        <EditableText
          key={`title-${session.id}`}
          label="Title"
          value={session.title}
          maxLength={200}
          required
          className={styles.title ?? ''}
          onSave={(title) => edit({ title })}
        />
        <EditableText
          key={`notes-${session.id}`}
          label="Notes"
          value={session.notes}
          maxLength={10_000}
          multiline
          placeholder="Add notes"
          className={styles.notes ?? ''}
          onSave={(notes) => edit({ notes })}
        />
        <EditableText
          key={`author-${session.id}`}
          label="Author"
          value={session.author ?? ''}
          maxLength={200}
          placeholder="Add who took them"
          className={styles.notes ?? ''}
          onSave={(author) => edit({ author: author === '' ? null : author })}
        />
        <p className={styles.facts}>
          {plural(session.file_count, 'file')} · {formatBytes(session.size_bytes)} · imported {formatInstant(session.imported_at)} into{' '}
          {session.storage_name}
          {session.mode === 'register' ? ', left in place' : ''}
        </p>
        <p className={styles.sources} title={session.sources.join('\n')}>
          {session.sources.length === 0 ? '' : `From ${session.sources.join(', ')}`}
        </p>
      </div>
      <div className={styles.side}>
        {isImporting && <Chip>Importing…</Chip>}
        {session.status === 'incomplete' && !isImporting && (
          <>
            <Chip tone="warn">Incomplete</Chip>
            <Button variant="accent" onClick={() => void resumeSession(session.id)}>
              Resume
            </Button>
          </>
        )}
        {session.problems.length > 0 && (
          <Button aria-expanded={showProblems} onClick={() => setShowProblems(!showProblems)}>
            {showProblems ? 'Hide' : 'Show'} {plural(session.problems.length, 'problem')}
          </Button>
        )}
        {!isImporting && session.file_count > 0 && <UndoImport key={session.id} sessionId={session.id} />}
      </div>
      {showProblems && (
        <div className={styles.problems}>
          <ProblemList problems={session.problems} />
        </div>
      )}
    </section>
  );
}
