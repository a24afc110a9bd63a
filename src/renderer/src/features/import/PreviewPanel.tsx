import type { ImportMode } from '#contract/import.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes } from '#renderer/ui/format.ts';
import { ProblemList } from '#renderer/ui/ProblemList.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import styles from './Import.module.css';
import type { Preview } from './use-preview.ts';

/** The counts of an import that has not happened yet, and what is wrong with some files. */
export function PreviewPanel({ count, blocked, mode }: { count: Preview; blocked: string | null; mode: ImportMode }) {
  if (count.state === 'nothing') return null;
  if (count.state === 'failed') {
    return (
      <p className={styles.failure} role="alert">
        {count.error}
      </p>
    );
  }
  const { preview, job } = count;
  if (preview == null) {
    const progress = job?.progress;
    const share = progress?.total_files == null || progress.total_files === 0 ? null : progress.done_files / progress.total_files;
    return (
      <div className={styles.counting} role="status">
        <ProgressBar value={share} label={t.imports.counting} />
        <p>
          {progress == null || progress.phase === 'listing' ? t.jobs.phases.listing : t.jobs.phases.reading}
          {progress == null ? '…' : ` · ${t.imports.readFiles(progress.done_files, progress.total_files)}`}
        </p>
      </div>
    );
  }
  const { counts } = preview;
  const unreadable = counts.failed + counts.unsupported;
  return (
    <div className={styles.preview}>
      <dl className={styles.counts}>
        <Count label={t.imports.newPhotos(counts.imported)} value={counts.imported} main />
        <Count label={t.imports.alreadyHere} value={counts.duplicates} />
        <Count label={t.imports.furtherCopies} value={counts.further_copies} />
        <Count label={t.imports.companions} value={counts.companions} />
        <Count label={t.imports.cannotBeRead} value={unreadable} warn={unreadable > 0} />
      </dl>
      {blocked != null && (
        <p className={styles.failure} role="alert">
          {blocked}
        </p>
      )}
      <p className={styles.summary}>
        {t.imports.foundToCopy(counts.found, counts.imported > 0 && mode !== 'register' ? formatBytes(counts.bytes) : null)}
      </p>
      {preview.problems.length > 0 && (
        <details className={styles.details}>
          <summary>{t.imports.withProblem(preview.problems.length)}</summary>
          <ProblemList problems={preview.problems} />
        </details>
      )}
    </div>
  );
}

function Count({ label, value, main = false, warn = false }: { label: string; value: number; main?: boolean; warn?: boolean }) {
  return (
    <div
      className={styles.count}
      data-main={main ? '' : undefined}
      data-warn={warn ? '' : undefined}
      data-zero={value === 0 ? '' : undefined}
    >
      <dt>{label}</dt>
      <dd>{formatNumber(value)}</dd>
    </div>
  );
}
