import { Plus } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { errorWords } from '#renderer/api/error-words.ts';
import { useAlbums } from '#renderer/api/stores.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { matching } from '#renderer/ui/matching.ts';
import line from '#renderer/ui/ListRow.module.css';
import { Modal } from '#renderer/ui/Modal.tsx';
import { takeFocus } from '#renderer/ui/take-focus.ts';
import { addToAlbum, createAlbum } from './arrange.ts';
import styles from './Organize.module.css';
import type { PhotoTarget } from './target.ts';

/** Adds photos to an album that is found by typing, or to a new one of that name. */
export function AlbumPicker({ target, onClose }: { target: PhotoTarget; onClose: () => void }) {
  const id = useId();
  const albums = useAlbums((state) => state.value) ?? [];
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [error, setError] = useState<string | null>(null);
  const name = typed.trim();
  const found = matching(
    albums.map((album) => album.name),
    typed,
  ).flatMap((each) => albums.filter((album) => album.name === each));
  const isNew = name !== '' && albums.every((album) => album.name !== name);
  const count = found.length + (isNew ? 1 : 0);

  const choose = async (n: number): Promise<void> => {
    try {
      const album = found[n] ?? (isNew ? await createAlbum(name) : null);
      if (album == null) return;
      onClose();
      await addToAlbum(album, target);
    } catch (thrown) {
      setError(errorWords(thrown));
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => setActive(count === 0 ? 0 : (active + 1) % count),
      ArrowUp: () => setActive(count === 0 ? 0 : (active - 1 + count) % count),
      Enter: () => void choose(active),
    };
    const act = keys[event.key];
    if (act == null) return;
    event.preventDefault();
    act();
  };
  const option = (n: number) => ({
    id: `${id}-${n}`,
    role: 'option',
    'aria-selected': n === active,
    className: cx(line.row, styles.option),
    onClick: () => void choose(n),
    onPointerMove: () => setActive(n),
  });
  return (
    <Modal onClose={onClose} title={t.organize.addPhotosToAlbum(target.count)} width={420}>
      <input
        role="combobox"
        aria-label={t.app.album}
        aria-expanded={count > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={count === 0 ? undefined : `${id}-${active}`}
        aria-invalid={error != null}
        placeholder={t.organize.findAlbum}
        className={styles.search}
        value={typed}
        maxLength={200}
        data-autofocus=""
        ref={takeFocus}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          setError(null);
        }}
        onKeyDown={onKeyDown}
      />
      {error != null && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
      <div id={`${id}-list`} role="listbox" aria-label={t.common.albums} className={styles.options} tabIndex={-1}>
        {found.map((album, n) => (
          <div key={album.uuid} {...option(n)}>
            <span className={line.name}>{album.name}</span>
            <span className={line.count}>{formatNumber(album.photo_count)}</span>
          </div>
        ))}
        {isNew && (
          <div {...option(found.length)}>
            <Plus size={16} strokeWidth={1.5} aria-hidden />
            <span className={line.name}>{t.organize.newAlbumNamed(name)}</span>
          </div>
        )}
        {count === 0 && (
          <p role="option" aria-selected={false} aria-disabled="true" className={styles.none}>
            {t.organize.firstAlbum}
          </p>
        )}
      </div>
    </Modal>
  );
}
