import { useState } from 'react';
import type { JobDto } from '#contract/job.ts';
import type { StorageDto } from '#contract/storage.ts';
import { failureWords } from '#renderer/api/error-words.ts';
import { hotpreviewUrl } from '#renderer/api/media.ts';
import { useConflicts } from '#renderer/api/stores.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Confirm } from '#renderer/ui/Confirm.tsx';
import { formatInstant } from '#renderer/ui/format.ts';
import { PhotoThumb } from '#renderer/ui/PhotoThumb.tsx';
import { ProblemList } from '#renderer/ui/ProblemList.tsx';
import styles from './Care.module.css';
import { repairable, verifyFigures, verifyResult, verifySentence } from './care-words.ts';
import { verify } from './storage-calls.ts';

/** What a verification saw, and the way to repair it. */
export function Verified({ storage, job }: { storage: StorageDto; job: JobDto }) {
  const [isAsking, setAsking] = useState(false);
  const result = verifyResult(job);
  if (job.status === 'cancelled') return <p className={styles.quiet}>{t.storages.stoppedAfter(job.progress.done_files)}</p>;
  if (result == null) return <p role="alert">{job.error == null ? t.storages.noResult : failureWords(job.error)}</p>;
  const wrong = repairable(result);
  return (
    <>
      <p className={styles.quiet}>
        {verifySentence(result)} {job.finished_at != null && formatInstant(job.finished_at)}
      </p>
      <dl className={styles.figures}>
        {verifyFigures(result).map(({ label, count, tone }) => (
          <div key={label} data-tone={tone}>
            <dt>{label}</dt>
            <dd>{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      {wrong > 0 && <Damaged storage={storage} />}
      <ProblemList problems={result.problems} />
      {wrong > 0 && (
        <Button variant="accent" className={styles.repair ?? ''} onClick={() => setAsking(true)}>
          {t.storages.repairFrom}
        </Button>
      )}
      {isAsking && (
        <Confirm
          title={t.storages.repairAsk(wrong, storage.display_name)}
          description={t.storages.repairMeans}
          button={t.storages.repair}
          onConfirm={() => void verify(storage, { repair: true })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** Pictures shown of what is damaged or missing; the inbox has them all. */
const shownPictures = 12;

function Damaged({ storage }: { storage: StorageDto }) {
  const conflicts = useConflicts((state) => state.value) ?? [];
  const own = conflicts.filter(({ kind, storage_uuid }) => storage_uuid === storage.uuid && (kind === 'corrupt' || kind === 'missing'));
  if (own.length === 0) return null;
  return (
    <ul className={styles.pictures} aria-label={t.storages.damagedPhotos}>
      {own.slice(0, shownPictures).map((conflict) => (
        <li key={conflict.id}>
          <PhotoThumb
            src={pictureOf(conflict.facts)}
            label={`${conflict.kind === 'corrupt' ? t.storages.verifyFigures.corrupt : t.storages.verifyFigures.missing}: ${conflict.path}`}
          />
        </li>
      ))}
    </ul>
  );
}

function pictureOf(facts: Readonly<Record<string, unknown>>): string | null {
  const before = facts['before'] as { readonly hothash?: unknown } | undefined;
  // The bytes that stand there now have no preview; the photo that was there has.
  const hothash = before?.hothash ?? facts['hothash'];
  return typeof hothash === 'string' ? hotpreviewUrl(hothash) : null;
}
