import { Folder } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { cx } from '#renderer/ui/cx.ts';
import line from '#renderer/ui/ListRow.module.css';
import styles from './FolderBrowser.module.css';

/** The folders in a folder: one is the active one, found by arrows or by its first letter, and opened. */
export function FolderList({
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

/** The next folder with this first letter, round the end; the same one where there is no other. */
function nextStartingWith(folders: readonly { name: string }[], from: number, letter: string): number {
  const order = [...folders.keys()].map((n) => (from + 1 + n) % folders.length);
  return order.find((n) => folders[n]?.name.toLowerCase().startsWith(letter.toLowerCase()) === true) ?? from;
}
