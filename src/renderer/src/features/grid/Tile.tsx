import { Check, CircleAlert, ImageOff, Layers } from 'lucide-react';
import { memo, useEffect, useState, type SyntheticEvent } from 'react';
import type { PhotoTile } from '#contract/photo.ts';
import { coldpreviewUrl, hotpreviewUrl } from '#renderer/api/media.ts';
import { useLanguage } from '#renderer/i18n/language.ts';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { formatWallClock } from '#renderer/ui/format.ts';
import { untilGone } from '#renderer/ui/until-gone.ts';
import { Marks, markWords } from './Marks.tsx';
import styles from './Tile.module.css';

/** Pictures that were decoded before: they appear at once, only a first decode fades in. */
const seen = new Set<string>();

/** Long edge of a hotpreview; large tiles, of which few are in sight, get the large preview on top of it. */
const hotpreviewPx = 200;
const sharpFromPx = 240;

/** One photo of the grid. It is never focused itself: the list keeps the focus and points here. */
export const Tile = memo(function Tile({
  index,
  total,
  tile,
  left,
  width,
  height,
  selected,
  focused,
}: {
  index: number;
  total: number;
  tile: PhotoTile | undefined;
  left: number;
  width: number;
  height: number;
  selected: boolean;
  focused: boolean;
}) {
  useLanguage();
  return (
    <div
      id={`photo-${index}`}
      role="option"
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={total}
      aria-label={tile == null ? t.grid.photo(index + 1) : tileName(tile)}
      data-index={index}
      data-hothash={tile?.hothash}
      draggable={tile != null}
      className={cx(styles.tile, selected && styles.selected, focused && styles.focused, tile?.storage_online === false && styles.offline)}
      style={{ transform: `translateX(${left}px)`, width, height }}
    >
      {tile != null && <Picture tile={tile} heightPx={height} />}
      {tile?.status === 'missing' && <span className={styles.veil} />}
      {tile != null && <Badges tile={tile} />}
      {tile != null && <Marks tile={tile} width={width} />}
      <span className={styles.shade} />
      <span className={styles.check} data-check="">
        <Check size={14} strokeWidth={2.5} aria-hidden />
      </span>
      <span className={styles.ring} />
    </div>
  );
});

function Picture({ tile, heightPx }: { tile: PhotoTile; heightPx: number }) {
  const [failed, setFailed] = useState(false);
  const wantsSharp = useSettled(heightPx >= sharpFromPx && heightPx * window.devicePixelRatio > hotpreviewPx * 1.4);
  if (!tile.has_hotpreview || failed) {
    return (
      <span className={styles.grey}>
        <ImageOff size={16} strokeWidth={1.5} aria-hidden />
        <span className={styles.name}>{tile.file_name}</span>
        <span className={styles.reason}>{tile.has_hotpreview ? t.grid.previewAway : t.grid.noPreview}</span>
      </span>
    );
  }
  const show = (event: SyntheticEvent<HTMLImageElement>): void => {
    event.currentTarget.dataset['loaded'] = '';
  };
  return (
    <>
      <img
        ref={untilGone}
        src={hotpreviewUrl(tile.hothash)}
        alt=""
        decoding="async"
        draggable={false}
        className={cx(styles.picture, seen.has(tile.hothash) && styles.known)}
        onLoad={(event) => {
          seen.add(tile.hothash);
          show(event);
        }}
        onError={() => setFailed(true)}
      />
      {wantsSharp && (
        <img
          ref={untilGone}
          src={coldpreviewUrl(tile.hothash)}
          alt=""
          decoding="async"
          draggable={false}
          className={cx(styles.picture, styles.sharp)}
          onLoad={show}
        />
      )}
    </>
  );
}

/** True once it has been wished for a moment: what only scrolls by asks for nothing more. */
function useSettled(wish: boolean): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (!wish) return;
    const timer = setTimeout(() => setSettled(true), 400);
    return () => clearTimeout(timer);
  }, [wish]);
  return wish && settled;
}

function Badges({ tile }: { tile: PhotoTile }) {
  return (
    <span className={styles.badges}>
      {tile.stack != null && (
        <span className={cx(styles.badge, styles.stack)} data-stack={tile.stack.uuid}>
          <Layers size={12} strokeWidth={2} aria-hidden /> {tile.stack.count}
        </span>
      )}
      {badgesOf(tile).map(({ words, warns }) => (
        <span key={words} className={cx(styles.badge, warns && styles.warn)}>
          {warns && <CircleAlert size={12} strokeWidth={2} aria-hidden />} {words}
        </span>
      ))}
    </span>
  );
}

/** What is to be said of a photo on its tile. A file on a drive that is away is not missing. */
function badgesOf(tile: PhotoTile): { readonly words: string; readonly warns: boolean }[] {
  return [
    { words: t.grid.missing, warns: true, shown: tile.status === 'missing' && tile.storage_online },
    { words: t.grid.damaged, warns: true, shown: tile.status === 'corrupt' },
    { words: t.grid.edited, warns: false, shown: tile.status === 'edited' },
    { words: t.common.offline, warns: false, shown: !tile.storage_online },
    { words: t.grid.rawAndJpeg, warns: false, shown: tile.has_raw },
    { words: t.grid.live, warns: false, shown: tile.has_live },
    { words: t.grid.copies(tile.copies), warns: false, shown: tile.copies > 1 },
  ].filter(({ shown }) => shown);
}

function tileName(tile: PhotoTile): string {
  // The words on the tile are part of its name, in their order, so that what is seen can be said to it.
  const badges = badgesOf(tile)
    .map(({ words }) => words)
    .join(' ');
  const marks = [...markWords(tile), tile.stack == null ? '' : t.grid.stackOf(tile.stack.count)].filter((word) => word !== '').join(' ');
  return [tile.file_name, tile.taken_at == null ? t.grid.noDate : formatWallClock(tile.taken_at), badges, marks]
    .filter((part) => part !== '')
    .join(', ');
}
