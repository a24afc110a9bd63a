import { ChevronLeft, ChevronRight, Pause, Play, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { PhotoTile } from '#contract/photo.ts';
import { coldpreviewUrl, hotpreviewUrl } from '#renderer/api/media.ts';
import type { PhotoList } from '#renderer/api/photo-list.ts';
import { useSnapshot } from '#renderer/api/use-photo-list.ts';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import styles from './Slideshow.module.css';
import { useFollow } from './use-follow.ts';
import { useIdle } from './use-idle.ts';
import { useViewer } from './viewer-store.ts';
import surround from './Viewer.module.css';

const choicesSeconds = [3, 5, 10] as const;

/** The photos of a list one after the other, by themselves; after the last one comes the first. */
export function Slideshow({
  list,
  index,
  seconds,
  onIndex,
  onSeconds,
  onClose,
}: {
  list: PhotoList;
  index: number;
  seconds: number;
  onIndex: (index: number) => void;
  onSeconds: (seconds: number) => void;
  onClose: () => void;
}) {
  const { total, generation, version } = useSnapshot(list);
  const [isPaused, setPaused] = useState(false);
  const stage = useRef<HTMLDivElement>(null);
  const isIdle = useIdle(2000);
  const tile = list.tile(index);
  useEffect(() => stage.current?.focus(), []);
  useEffect(() => list.want(index - 1, index + 4), [list, index]);
  useFollow(list, [index], generation, ([moved]) => moved != null && onIndex(moved));
  const step = (by: number): void => onIndex((((index + by) % total) + total) % total);
  const nextHothash = list.tile((index + 1) % Math.max(1, total))?.hothash;
  useTurns(isPaused || total < 2 ? null : seconds, index, nextHothash, () => step(1));
  useEffect(() => {
    if (nextHothash != null) void loaded(nextHothash);
    // A page that arrives tells which photo is next.
  }, [nextHothash, version]);
  const togglePause = (): void => setPaused((before) => !before);
  useEffect(() => {
    useViewer.setState({ slideshow: { close: onClose, step, togglePause } });
  });
  useEffect(() => () => useViewer.setState({ slideshow: null }), []);
  return (
    <div
      role="dialog"
      aria-modal="true"
      aria-label={t.viewer.slideshow}
      className={cx(surround.viewer, styles.slideshow)}
      data-background="black"
      data-theme="dark"
      data-toast-line="edge"
      data-idle={isIdle ? '' : undefined}
      data-slide={index}
      data-paused={isPaused ? '' : undefined}
    >
      <div ref={stage} tabIndex={-1} className={cx(surround.stage, styles.stage)}>
        <Slides tile={tile} />
      </div>
      <div className={cx(surround.bar, styles.bar)}>
        <IconButton icon={X} label={t.viewer.endSlideshow} keys="Escape" onClick={onClose} />
        <IconButton icon={ChevronLeft} label={t.commands.previousPhoto} keys="ArrowLeft" onClick={() => step(-1)} />
        <IconButton icon={isPaused ? Play : Pause} label={isPaused ? t.viewer.goOn : t.viewer.pause} keys="Space" onClick={togglePause} />
        <IconButton icon={ChevronRight} label={t.commands.nextPhoto} keys="ArrowRight" onClick={() => step(1)} />
        <Segmented
          label={t.viewer.interval}
          value={String(seconds)}
          options={choicesSeconds.map((each) => ({ value: String(each), label: t.viewer.seconds(each) }))}
          onChange={(choice) => onSeconds(Number(choice))}
        />
        <span className={surround.meta}>{t.viewer.place(index + 1, total)}</span>
      </div>
    </div>
  );
}

/** Calls after the interval, but not before the next picture can be shown. @param seconds null waits */
function useTurns(seconds: number | null, index: number, nextHothash: string | undefined, onTurn: () => void): void {
  const turn = useRef(onTurn);
  turn.current = onTurn;
  useEffect(() => {
    if (seconds == null || nextHothash == null) return;
    let isOver = false;
    const timer = setTimeout(() => void loaded(nextHothash).then(() => !isOver && turn.current()), seconds * 1000);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [seconds, index, nextHothash]);
}

/** Until the large preview was decoded, or could not be. */
async function loaded(hothash: string): Promise<void> {
  const image = new Image();
  image.src = coldpreviewUrl(hothash);
  await image.decode().catch(() => undefined);
}

/** The picture of now over the one before, which it fades in upon. */
function Slides({ tile }: { tile: PhotoTile | undefined }) {
  const shown = useRef<{ before: PhotoTile | undefined; now: PhotoTile | undefined }>({ before: undefined, now: undefined });
  if (tile != null && tile.hothash !== shown.current.now?.hothash) shown.current = { before: shown.current.now, now: tile };
  const { before, now } = shown.current;
  return [before, now].map((each) => each != null && <Slide key={each.hothash} tile={each} isBefore={each !== now} />);
}

function Slide({ tile, isBefore }: { tile: PhotoTile; isBefore: boolean }) {
  const [hasFailed, setFailed] = useState(false);
  if (hasFailed && !tile.has_hotpreview) return <p className={styles.nothing}>{tile.file_name}</p>;
  return (
    <img
      src={hasFailed ? hotpreviewUrl(tile.hothash) : coldpreviewUrl(tile.hothash)}
      alt={isBefore ? '' : tile.file_name}
      draggable={false}
      className={cx(styles.slide, isBefore && styles.before)}
      onError={() => setFailed(true)}
    />
  );
}
