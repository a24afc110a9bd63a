import { ArrowUp, HardDrive, House } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import type { FolderRequest } from '#renderer/api/choose-folder.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import line from '#renderer/ui/ListRow.module.css';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import styles from './FolderBrowser.module.css';
import { FolderList } from './FolderList.tsx';

/** Folders of the machine ImaLink runs on, for hosts without a native dialog: by mouse, by keys, or by typing a path. */
export function FolderBrowser({ request }: { request: FolderRequest }) {
  const [path, setPath] = useState<string | undefined>(undefined);
  const [typed, setTyped] = useState<string | null>(null);
  const { value, error } = useCall('system.listFolder', path == null ? {} : { path });
  const last = useRef(value);
  if (value != null) last.current = value;
  const shown = value ?? last.current;

  const go = (next: string): void => {
    setTyped(null);
    setPath(next);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed != null && typed.trim() !== '') go(typed.trim());
  };
  // What was typed and not yet opened counts: Choose takes what one sees.
  const chosen = typed?.trim() || value?.path;

  return (
    <Modal
      onClose={() => request.answer(null)}
      title={request.title}
      width={640}
      foot={
        <>
          <span className={styles.here} aria-live="polite">
            {value == null ? '' : value.image_count === 0 ? t.firstRun.noPhotosHere : t.firstRun.photosHere(value.image_count)}
          </span>
          <Button onClick={() => request.answer(null)}>{t.common.cancel}</Button>
          <Button
            variant="accent"
            disabled={chosen == null || (error != null && typed == null)}
            onClick={() => request.answer(chosen ?? null)}
          >
            {request.button}
          </Button>
        </>
      }
    >
      <form className={styles.path} onSubmit={submit}>
        <IconButton
          icon={ArrowUp}
          label={t.firstRun.folderAbove}
          disabled={shown?.parent == null}
          onClick={() => shown?.parent != null && go(shown.parent)}
        />
        <TextField
          label={t.firstRun.folder}
          mono
          spellCheck={false}
          autoComplete="off"
          value={typed ?? path ?? value?.path ?? ''}
          onChange={(event) => setTyped(event.target.value)}
          error={error}
        />
      </form>
      <div className={styles.columns}>
        <ul className={styles.places} aria-label={t.firstRun.places}>
          {shown?.places.map((place) => (
            <li key={place.path}>
              <button
                type="button"
                className={cx(line.row, styles.place)}
                aria-current={place.path === value?.path}
                onClick={() => go(place.path)}
              >
                {place.label.toLowerCase().includes('home') ? (
                  <House size={16} strokeWidth={1.5} aria-hidden />
                ) : (
                  <HardDrive size={16} strokeWidth={1.5} aria-hidden />
                )}
                <span className={line.name}>{t.firstRun.place(place.label)}</span>
              </button>
            </li>
          ))}
        </ul>
        {shown == null ? (
          <div className={styles.folders}>
            <Skeleton height={28} />
          </div>
        ) : (
          <FolderList
            path={shown.path}
            folders={shown.folders}
            isFailed={error != null}
            onOpen={go}
            onUp={() => shown.parent != null && go(shown.parent)}
          />
        )}
      </div>
    </Modal>
  );
}
