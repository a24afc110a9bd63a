import { useState } from 'react';
import type { StorageDto, WatchStatus } from '#contract/storage.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes, formatInstant, formatShortDay } from '#renderer/ui/format.ts';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import { CloneQuestion } from './CloneQuestion.tsx';
import { healthWords, watchWords, wellWords } from './storage-words.ts';
import { StorageActions } from './StorageActions.tsx';
import { StorageMenu } from './StorageMenu.tsx';
import styles from './Storages.module.css';
import { Verification } from './Verification.tsx';
import { StorageStats } from './StorageStats.tsx';

/** One storage: how it is, what it holds, and what can be done. */
export function StorageCard({
  storage,
  watch,
  onSession,
  onRegister,
  onSamplesRemoved,
}: {
  storage: StorageDto;
  watch: WatchStatus | undefined;
  onSession: (id: number) => void;
  onRegister: (storage: StorageDto) => void;
  onSamplesRemoved: () => void;
}) {
  const [showsStatistics, setShowsStatistics] = useState(true);
  const { clone_path: clonePath } = storage;
  const isAsked = clonePath != null && storage.is_active && storage.is_accessible;
  return (
    <article id={`storage-${storage.uuid}`} className={styles.card} aria-label={storage.display_name}>
      <header className={styles.head}>
        <StateDot state={isAsked ? 'clone' : storage.state} />
        <h2 className={styles.name}>{storage.display_name}</h2>
        <span className={styles.state} data-state={isAsked ? 'clone' : storage.state}>
          {isAsked ? t.storages.relations.clone : t.storages.states[storage.state]}
        </span>
        <StorageActions storage={storage} onRegister={onRegister} onSamplesRemoved={onSamplesRemoved}>
          <StorageMenu storage={storage} showsStatistics={showsStatistics} onStatistics={() => setShowsStatistics(!showsStatistics)} />
        </StorageActions>
      </header>
      <p className={styles.path}>{storage.full_path}</p>
      {storage.state !== 'online' && (
        <p className={styles.hint} role="status">
          {storage.state_hint == null ? t.storages.connect : t.storages.stateHint(storage.state, storage.state_hint)}{' '}
          {storage.state === 'offline' && t.storages.offlineMeans}
        </p>
      )}
      {storage.warnings.map((warning) => (
        <p key={warning} className={styles.hint}>
          {t.storages.warning(warning, formatBytes(storage.free_space_bytes ?? 0))}
        </p>
      ))}
      {isAsked && <CloneQuestion storage={storage} path={clonePath} />}
      <Condition storage={storage} watch={watch} />
      <dl className={styles.numbers}>
        <Figure label={t.storages.files} value={t.common.files(storage.total_files)} />
        <Figure label={t.storages.size} value={formatBytes(storage.total_size_bytes)} />
        <Figure label={t.common.sessionsTitle} value={t.common.sessions(storage.session_count)} />
        <Figure
          label={t.storages.free}
          value={storage.free_space_bytes == null ? t.storages.notKnown : formatBytes(storage.free_space_bytes)}
        />
        {!storage.is_accessible && (
          <Figure label={t.storages.lastSeen} value={storage.last_seen == null ? t.storages.notKnown : formatInstant(storage.last_seen)} />
        )}
        <Figure label={t.storages.lastScan} value={storage.last_scan == null ? t.storages.never : formatInstant(storage.last_scan)} />
        <Figure label={t.storages.since} value={formatShortDay(storage.created_at)} />
      </dl>
      {storage.total_files > 0 && <Verification storage={storage} />}
      {showsStatistics && storage.total_files > 0 && <StorageStats uuid={storage.uuid} name={storage.display_name} onSession={onSession} />}
    </article>
  );
}

/** Its health, and how its changes are noticed. */
function Condition({ storage, watch }: { storage: StorageDto; watch: WatchStatus | undefined }) {
  const wrong = healthWords(storage);
  // Of a storage that is away or rests the line above says enough.
  const follows = storage.is_accessible ? watchWords(watch) : null;
  return (
    <div className={styles.condition}>
      <p className={styles.health} data-tone={wrong != null ? 'warn' : storage.last_scan != null ? 'ok' : undefined}>
        {wrong ?? wellWords(storage)}
      </p>
      {follows != null && (
        <p className={styles.watch} data-watch={watch?.state}>
          {follows}
        </p>
      )}
    </div>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
