import { Copy, FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PhotoDetail } from '#contract/photo.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { hotpreviewUrl } from '#renderer/api/media.ts';
import { showInFolder } from '#renderer/api/photo-files.ts';
import { useSystem } from '#renderer/api/stores.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { formatBytes, formatInstant, plural } from '#renderer/ui/format.ts';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import { cameraFacts, photoFacts } from './facts.ts';
import styles from './Inspector.module.css';

/** What is known of a photo, or how many are selected. */
export function Inspector({
  hothash,
  selected,
  onSession,
  plain = false,
}: {
  hothash: string | null;
  selected: number;
  onSession: (id: number) => void;
  plain?: boolean;
}) {
  const { value, error } = useCall('photo.show', hothash == null ? null : { hothash }, ['photos.changed']);
  return (
    <aside className={styles.inspector} aria-label="Information" data-plain={plain ? '' : undefined}>
      {hothash == null ? (
        <p className={styles.nothing}>
          {selected > 1 ? `${plural(selected, 'photo')} selected.` : 'Select a photo to see what is known of it.'}
        </p>
      ) : error != null && value == null ? (
        <p className={styles.nothing} role="alert">
          {error}
        </p>
      ) : value == null ? (
        <Loading />
      ) : (
        <Facts photo={value} selected={selected} withPicture={!plain} onSession={onSession} />
      )}
    </aside>
  );
}

function Facts({
  photo,
  selected,
  withPicture,
  onSession,
}: {
  photo: PhotoDetail;
  selected: number;
  withPicture: boolean;
  onSession: (id: number) => void;
}) {
  const canShow = useSystem((state) => state.value?.can.show_in_folder ?? false);
  const first = photo.files[0];
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text);
    toast({ title: 'Path copied' });
  };
  const show = (): void => {
    showInFolder(photo.hothash).catch((thrown: unknown) =>
      toast({ title: 'The folder could not be shown', description: errorWords(thrown), tone: 'bad' }),
    );
  };
  return (
    <>
      {selected > 1 && <p className={styles.several}>{plural(selected, 'photo')} selected; this is the last one.</p>}
      {withPicture && photo.has_hotpreview && <img src={hotpreviewUrl(photo.hothash)} alt="" className={styles.picture} />}
      <h2 className={styles.name}>{photo.title === '' ? (first?.original_filename ?? 'Photo') : photo.title}</h2>
      {photo.caption !== '' && <p className={styles.caption}>{photo.caption}</p>}
      <Section title="Photo">
        <List facts={photoFacts(photo)} />
      </Section>
      {cameraFacts(photo).length > 0 && (
        <Section title="Camera">
          <List facts={cameraFacts(photo)} />
        </Section>
      )}
      <Section title={photo.files.length > 1 ? `${photo.files.length} files` : 'File'}>
        {photo.files.map((file) => (
          <div key={file.full_path} className={styles.file}>
            <p className={styles.path}>{file.path}</p>
            <p className={styles.meta}>
              {file.storage_name} · {formatBytes(file.file_size)} · {formatInstant(file.mtime)}
              {!file.storage_online ? ' · Offline' : file.status === 'missing' ? ' · Missing' : ''}
            </p>
            {file.companions.map((companion) => (
              <p key={companion.path} className={styles.meta}>
                with {companion.path.split('/').at(-1)}, {formatBytes(companion.file_size)}
              </p>
            ))}
            <div className={styles.actions}>
              {canShow && (
                <Button variant="ghost" onClick={show}>
                  <FolderOpen size={16} strokeWidth={1.5} aria-hidden /> Show in folder
                </Button>
              )}
              <Button variant="ghost" onClick={() => void copy(file.full_path)}>
                <Copy size={16} strokeWidth={1.5} aria-hidden /> Copy path
              </Button>
            </div>
          </div>
        ))}
      </Section>
      <Section title={photo.sessions.length === 1 ? 'Session' : 'Sessions'}>
        {photo.sessions.map((session) => (
          <button key={session.id} type="button" className={styles.session} onClick={() => onSession(session.id)}>
            {session.title}
          </button>
        ))}
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  );
}

function List({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Loading() {
  return (
    <div className={styles.loading} aria-busy="true">
      <Skeleton height={160} />
      <Skeleton height={16} width="70%" />
      <Skeleton height={12} width="50%" />
      <Skeleton height={12} width="60%" />
    </div>
  );
}
