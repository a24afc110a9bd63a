import { CopyPlus } from 'lucide-react';
import { useState } from 'react';
import type { CopiesReport } from '#contract/recover.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { PartState } from '#renderer/ui/PartState.tsx';
import { Picker } from '#renderer/ui/Picker.tsx';
import styles from './Care.module.css';
import { copiesSentence } from './care-words.ts';
import { MirrorDialog } from './MirrorDialog.tsx';
import { hotpreviewUrl } from '#renderer/api/media.ts';
import { PhotoThumb } from '#renderer/ui/PhotoThumb.tsx';
import { wantCopies } from './storage-calls.ts';

/** Lines shown at once; `imalink copies` lists them all. */
const shownAtMost = 30;

/** Which photos have fewer verified copies than wanted, and the way to make more. */
export function Copies() {
  const call = useCall('copies', { limit: shownAtMost, offset: 0 }, ['photos.changed', 'storage.changed']);
  return (
    <PartState call={call} label={t.storages.copies} height={96}>
      {(value) => <CopiesCard value={value} />}
    </PartState>
  );
}

function CopiesCard({ value }: { value: CopiesReport }) {
  const storages = useStorages((state) => state.value) ?? [];
  const [isMirroring, setMirroring] = useState(false);
  const [showsPhotos, setShowsPhotos] = useState(false);
  return (
    <section className={styles.card} aria-label={t.storages.copies}>
      <div className={styles.head}>
        <h2 className={styles.cardTitle}>{t.storages.copies}</h2>
        <span className={styles.buttons}>
          {value.total > 0 && (
            <Button variant="ghost" aria-expanded={showsPhotos} onClick={() => setShowsPhotos(!showsPhotos)}>
              {showsPhotos ? t.storages.hidePhotos : t.storages.showPhotos}
            </Button>
          )}
          <Button onClick={() => setMirroring(true)}>
            <CopyPlus size={16} strokeWidth={1.5} aria-hidden /> {t.storages.mirrorSession}
          </Button>
        </span>
      </div>
      <div className={styles.wanted}>
        <Picker
          label={t.storages.copiesWanted}
          value={String(value.min_copies)}
          options={[...new Set([2, 3, 4, 5, value.min_copies])].map((count) => ({ value: String(count), label: formatNumber(count) }))}
          onChange={(count) => void wantCopies(storages, Number(count))}
        />
      </div>
      <p className={styles.sentence} data-tone={value.total > 0 ? 'warn' : 'ok'}>
        {copiesSentence(value)}
      </p>
      {showsPhotos && <Lacking report={value} />}
      {isMirroring && <MirrorDialog onClose={() => setMirroring(false)} />}
    </section>
  );
}

function Lacking({ report }: { report: CopiesReport }) {
  return (
    <>
      <ul className={styles.lacking} tabIndex={0} aria-label={t.storages.tooFewCopies}>
        {report.photos.map(({ hothash, verified_copies: copies, files }) => (
          <li key={hothash}>
            <PhotoThumb src={hotpreviewUrl(hothash)} label={files[0]?.path ?? hothash} />
            <span className={styles.where}>
              <span>{t.storages.verifiedCopies(copies)}</span>
              {files.map((file) => (
                <span key={`${file.storage_uuid} ${file.path}`} className={styles.path}>
                  {file.storage_name}: {file.path}
                  {file.status === 'present' ? (file.verified_at == null ? t.storages.notVerified : '') : t.storages.copyState(file.status)}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {report.total > report.photos.length && <p className={styles.quiet}>{t.ui.shownOf(report.photos.length, report.total)}</p>}
    </>
  );
}
