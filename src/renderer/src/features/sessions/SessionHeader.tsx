import { useEffect, useState } from 'react';
import type { SessionDetail } from '#contract/session.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useIsImporting, useSessions } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EditableText } from '#renderer/ui/EditableText.tsx';
import { formatBytes, formatInstant } from '#renderer/ui/format.ts';
import { ProblemList } from '#renderer/ui/ProblemList.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import { offerCredit } from './credit-photos.ts';
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
      toast({ title: t.sessions.notSaved, description: errorWords(thrown), tone: 'bad' });
      return false;
    }
  };
  return (
    <section className={styles.header} aria-label={t.sessions.aboutSession}>
      <div className={styles.words}>
        <EditableText
          key={`title-${session.id}`}
          label={t.inspector.title}
          value={session.title}
          maxLength={200}
          required
          className={styles.title ?? ''}
          onSave={(title) => edit({ title })}
        />
        <EditableText
          key={`notes-${session.id}`}
          label={t.imports.notes}
          value={session.notes}
          maxLength={10_000}
          multiline
          placeholder={t.sessions.addNotes}
          className={styles.notes ?? ''}
          onSave={(notes) => edit({ notes })}
        />
        <EditableText
          key={`author-${session.id}`}
          label={t.inspector.author}
          value={session.author ?? ''}
          maxLength={200}
          placeholder={t.sessions.addAuthor}
          className={styles.notes ?? ''}
          onSave={async (author) => {
            const isSaved = await edit({ author: author === '' ? null : author });
            if (isSaved) offerCredit(session.id, author);
            return isSaved;
          }}
        />
        <p className={styles.facts}>
          {t.sessions.facts(
            session.file_count,
            formatBytes(session.size_bytes),
            formatInstant(session.imported_at),
            session.storage_name,
            session.mode === 'register',
          )}
        </p>
        <p className={styles.sources} title={session.sources.join('\n')}>
          {session.sources.length === 0 ? '' : t.sessions.from(session.sources.join(', '))}
        </p>
      </div>
      <div className={styles.side}>
        {isImporting && <Chip>{t.app.importing}</Chip>}
        {session.status === 'incomplete' && !isImporting && (
          <>
            <Chip tone="warn">{t.app.incomplete}</Chip>
            <Button variant="accent" onClick={() => void resumeSession(session.id)}>
              {t.jobs.resume}
            </Button>
          </>
        )}
        {session.problems.length > 0 && (
          <Button aria-expanded={showProblems} onClick={() => setShowProblems(!showProblems)}>
            {(showProblems ? t.jobs.hideProblems : t.jobs.showProblems)(session.problems.length)}
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
