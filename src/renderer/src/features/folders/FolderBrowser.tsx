import { ArrowUp, Folder, HardDrive, House } from 'lucide-react';
import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { FolderRequest } from '#renderer/api/choose-folder.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import line from '#renderer/ui/ListRow.module.css';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import styles from './FolderBrowser.module.css';

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

function FolderList({
  path,
  folders,
  isFailed,
  onOpen,
  onUp,
}: {
  path: string;
  folders: readonly { name: string; path: string; is_storage: boolean }[];
  isFailed: boolean;
  onOpen: (path: string) => void;
  onUp: () => void;
}) {
  // The list stays, and keeps the focus, while one goes from folder to folder: each begins at its top.
  const [at, setAt] = useState({ path, n: 0 });
  const active = at.path === path ? at.n : 0;
  const setActive = (n: number): void => setAt({ path, n });
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Braces: it returns a promise in newer Chromium, which is no clean-up.
    void list.current?.querySelector(`[data-n="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  useEffect(() => {
    if (!(document.activeElement instanceof HTMLInputElement)) list.current?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = folders.length - 1;
    const moves: Record<string, () => void> = {
      ArrowDown: () => setActive(Math.min(last, active + 1)),
      ArrowUp: () => setActive(Math.max(0, active - 1)),
      Home: () => setActive(0),
      End: () => setActive(last),
      Enter: () => open(active),
      ArrowRight: () => open(active),
      ArrowLeft: onUp,
      Backspace: onUp,
    };
    const typedLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    const move = moves[event.key] ?? (typedLetter ? () => setActive(nextStartingWith(folders, active, event.key)) : null);
    if (move == null) return;
    event.preventDefault();
    move();
  };
  const open = (n: number): void => {
    const folder = folders[n];
    if (folder != null) onOpen(folder.path);
  };
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={t.firstRun.folders}
      data-autofocus=""
      aria-activedescendant={folders.length === 0 ? undefined : `${id}-${active}`}
      className={styles.folders}
      onKeyDown={onKeyDown}
    >
      {folders.map((folder, n) => (
        <div
          key={folder.path}
          id={`${id}-${n}`}
          data-n={n}
          role="option"
          aria-selected={n === active}
          className={cx(line.row, styles.folder)}
          onClick={() => (n === active ? open(n) : setActive(n))}
          onDoubleClick={() => open(n)}
        >
          <Folder size={16} strokeWidth={1.5} aria-hidden />
          <span className={line.name}>{folder.name}</span>
          {folder.is_storage && <Chip>{t.firstRun.storage}</Chip>}
        </div>
      ))}
      {folders.length === 0 && (
        <p className={styles.none} role="option" aria-selected={false} aria-disabled="true">
          {isFailed ? t.firstRun.folderNotOpened : t.firstRun.noFolders}
        </p>
      )}
    </div>
  );
}

function nextStartingWith(folders: readonly { name: string }[], from: number, letter: string): number {
  const order = [...folders.keys()].map((n) => (from + 1 + n) % folders.length);
  return order.find((n) => folders[n]?.name.toLowerCase().startsWith(letter.toLowerCase()) === true) ?? from;
}
