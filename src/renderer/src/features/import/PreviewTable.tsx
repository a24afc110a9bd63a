import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImportPreview, PreviewFile, PreviewKind } from '#contract/import.ts';
import { api } from '#renderer/api/client.ts';
import { hotpreviewUrl } from '#renderer/api/media.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { formatList, formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes } from '#renderer/ui/format.ts';
import { PhotoThumb } from '#renderer/ui/PhotoThumb.tsx';
import { previewKinds } from './import-choices.ts';
import styles from './PreviewTable.module.css';

const rowHeightPx = 48;
const pageSize = 200;

/** Every file of the source and what it is, before anything is copied; chips show one kind. */
export function PreviewTable({ jobId, preview }: { jobId: string; preview: ImportPreview }) {
  const [kind, setKind] = useState<PreviewKind | 'all'>('all');
  const total = previewKinds.reduce((sum, each) => sum + preview.groups[each], 0);
  const shown = previewKinds.filter((each) => preview.groups[each] > 0);
  return (
    <details className={styles.details}>
      <summary>{t.imports.filesOneByOne(total)}</summary>
      <div className={styles.chips} role="group" aria-label={t.imports.filesToShow}>
        <button type="button" className={styles.chip} aria-pressed={kind === 'all'} onClick={() => setKind('all')}>
          {t.imports.allFiles} <span>{formatNumber(total)}</span>
        </button>
        {shown.map((each) => (
          <button key={each} type="button" className={styles.chip} aria-pressed={kind === each} onClick={() => setKind(each)}>
            {t.imports.kinds[each]} <span>{formatNumber(preview.groups[each])}</span>
          </button>
        ))}
      </div>
      <Rows key={kind} jobId={jobId} kind={kind} total={kind === 'all' ? total : preview.groups[kind]} />
    </details>
  );
}

function Rows({ jobId, kind, total }: { jobId: string; kind: PreviewKind | 'all'; total: number }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { files, error, need } = useFiles(jobId, kind);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 8,
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => need(first, last), [need, first, last]);
  if (error != null)
    return (
      <p className={styles.error} role="alert">
        {error}
      </p>
    );
  return (
    <div ref={scroller} className={styles.list} role="table" aria-label={t.imports.filesOfSource} aria-rowcount={total} tabIndex={0}>
      <div role="rowgroup" className={styles.window} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start, size }) => (
          <div
            key={index}
            role="row"
            aria-rowindex={index + 1}
            className={styles.row}
            style={{ transform: `translateY(${start}px)`, height: size }}
          >
            <Cells file={files.get(index)} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Cells({ file }: { file: PreviewFile | undefined }) {
  if (file == null)
    return (
      <span role="cell" className={styles.name}>
        …
      </span>
    );
  return (
    <>
      <span role="cell" className={styles.picture}>
        <PhotoThumb src={file.hothash == null ? null : hotpreviewUrl(file.hothash)} label={file.path} />
      </span>
      <span role="cell" className={styles.name} title={file.path}>
        <bdi>{file.path}</bdi>
      </span>
      <span role="cell" className={styles.what} title={whatOf(file)}>
        {whatOf(file)}
      </span>
      <span role="cell" className={styles.size}>
        {formatBytes(file.size_bytes)}
      </span>
    </>
  );
}

function whatOf({ kind, problem, matches: [match] }: PreviewFile): string {
  if (problem != null) return t.errors.problem(problem.code, problem.message);
  if (match == null) return t.imports.kinds[kind];
  const where = match.place === 'here' ? match.path : t.imports.inStorage(match.storage_name, match.place === 'online', match.path);
  if (match.same_bytes) return t.imports.sameBytes(where);
  const differs = formatList(match.differs.map((field) => t.imports.differs[field]));
  return t.imports.samePicture(where, differs === '' ? null : differs);
}

/** Pages of the table as they come into sight. */
function useFiles(jobId: string, kind: PreviewKind | 'all') {
  const [files, setFiles] = useState<ReadonlyMap<number, PreviewFile>>(new Map());
  const [error, setError] = useState<string | null>(null);
  const asked = useRef(new Set<number>());
  const need = useCallback(
    (first: number, last: number) => {
      for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page++) {
        if (asked.current.has(page)) continue;
        asked.current.add(page);
        const cursor = page * pageSize;
        api.call('import.previewFiles', { job_id: jobId, cursor, limit: pageSize, ...(kind === 'all' ? {} : { kind }) }).then(
          (answer) => setFiles((old) => new Map([...old, ...answer.files.map((file, n) => [cursor + n, file] as const)])),
          (thrown: unknown) => setError(errorWords(thrown)),
        );
      }
    },
    [jobId, kind],
  );
  return { files, error, need };
}
