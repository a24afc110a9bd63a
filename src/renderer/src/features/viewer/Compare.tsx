import { useEffect, useMemo, useRef, useState } from 'react';
import { Contrast, Scan, X, ZoomIn } from 'lucide-react';
import type { PhotoChange } from '#contract/organize.ts';
import type { PhotoDetail, PhotoTile } from '#contract/photo.ts';
import { api } from '#renderer/api/client.ts';
import type { PhotoList } from '#renderer/api/photo-list.ts';
import { useSnapshot } from '#renderer/api/use-photo-list.ts';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { useLinkedZoom } from '#renderer/ui/use-linked-zoom.ts';
import { useBackground } from './background.ts';
import { differing, fullRatio, neighbour } from './comparison.ts';
import styles from './Compare.module.css';
import { ComparePane } from './ComparePane.tsx';
import { useFollow } from './use-follow.ts';
import { useViewer } from './viewer-store.ts';
import surround from './Viewer.module.css';

/** So deep that a few hundred pixels of any picture fill a pane. */
const maxScale = 24;

export interface CompareProps {
  readonly list: PhotoList;
  readonly places: readonly number[];
  /** Which of them keys are about. */
  readonly at: number;
  /** The viewer lies over it. */
  readonly isUnder: boolean;
  readonly onChange: (places: readonly number[], at: number) => void;
  readonly onOpen: (place: number) => void;
  readonly onClose: () => void;
  readonly onEdit: (change: PhotoChange) => void;
  readonly factsOf: (photo: PhotoDetail) => readonly (readonly [name: string, value: string])[];
}

/** Two to four photos side by side over the whole window, under one zoom. */
export function Compare({ list, places, at, isUnder, onChange, onOpen, onClose, onEdit, factsOf }: CompareProps) {
  const snapshot = useSnapshot(list);
  const zoom = useLinkedZoom(maxScale);
  const [background, nextBackground] = useBackground();
  const panes = useRef<HTMLDivElement>(null);
  useEffect(() => list.pin(places), [list, places]);
  useEffect(() => () => list.pin([]), [list]);
  useFollow(list, places, snapshot.generation, (moved) => {
    const left = moved.flatMap((place) => place ?? []);
    if (left.length < 2) onClose();
    else onChange(left, Math.min(at, left.length - 1));
  });
  const tiles = useTiles(list, places);
  const details = useDetails(tiles);
  const facts = differing(tiles.map((tile) => (tile == null ? [] : known(details.get(tile.hothash), factsOf))));
  useEffect(() => {
    if (!isUnder) panes.current?.querySelectorAll<HTMLElement>('[data-pane]')[at]?.focus({ preventScroll: true });
  }, [at, isUnder, places.length]);

  const toggleZoom = (): void => {
    const box = panes.current?.querySelectorAll('[data-pane]')[at]?.firstElementChild?.getBoundingClientRect();
    zoom.toggle(fullRatio(tiles[at], box, window.devicePixelRatio));
  };
  useEffect(() => {
    const move = (direction: 'left' | 'right' | 'up' | 'down'): void => onChange(places, neighbour(at, places.length, direction));
    const open = (): void => onOpen(places[at] ?? 0);
    useViewer.setState({ compare: { close: onClose, move, open, toggleZoom, zoomBy: zoom.by, nextBackground } });
  });
  useEffect(() => () => useViewer.setState({ compare: null }), []);

  return (
    <div
      role="dialog"
      aria-modal="true"
      aria-label={t.viewer.comparing(places.length)}
      className={cx(surround.viewer, styles.compare)}
      data-background={background}
      data-toast-line="below-bar"
      inert={isUnder}
    >
      <header className={surround.bar}>
        <IconButton icon={X} label={t.viewer.back} keys="Escape" onClick={onClose} />
        <h2 className={surround.name}>{t.viewer.comparing(places.length)}</h2>
        <span className={surround.space} />
        <IconButton
          icon={zoom.isZoomed ? Scan : ZoomIn}
          label={zoom.isZoomed ? t.viewer.fit : t.viewer.zoomFull}
          keys="Z"
          onClick={toggleZoom}
        />
        <IconButton icon={Contrast} label={t.viewer.background(t.viewer.backgrounds[background])} keys="B" onClick={nextBackground} />
      </header>
      <div ref={panes} className={cx(surround.stage, styles.panes)} data-count={places.length}>
        {places.map((place, n) => (
          <ComparePane
            key={tiles[n]?.hothash ?? place}
            tile={tiles[n]}
            facts={facts[n] ?? []}
            zoom={zoom}
            isFocused={n === at}
            onFocus={() => n !== at && onChange(places, n)}
            onEdit={(change) => {
              onChange(places, n);
              onEdit(change);
            }}
          />
        ))}
      </div>
    </div>
  );
}

const known = (photo: PhotoDetail | undefined, factsOf: CompareProps['factsOf']): ReturnType<CompareProps['factsOf']> =>
  photo == null ? [] : factsOf(photo);

/** The photos at these places; one that is being read anew stays as it was. */
function useTiles(list: PhotoList, places: readonly number[]): readonly (PhotoTile | undefined)[] {
  const last = useRef<readonly (PhotoTile | undefined)[]>([]);
  if (last.current.length !== places.length) last.current = [];
  last.current = places.map((place, n) => list.tile(place) ?? last.current[n]);
  return last.current;
}

/** All that is known of the photos. What cannot be read now is left out: the pictures are what matters. */
function useDetails(tiles: readonly (PhotoTile | undefined)[]): ReadonlyMap<string, PhotoDetail> {
  const [details, setDetails] = useState<ReadonlyMap<string, PhotoDetail>>(new Map());
  const key = tiles.map((tile) => tile?.hothash ?? '').join();
  const wanted = useMemo(() => key.split(',').filter((hothash) => hothash !== ''), [key]);
  useEffect(() => {
    let isCurrent = true;
    void Promise.all(wanted.map((hothash) => api.call('photo.show', { hothash }).catch(() => null))).then((photos) => {
      if (isCurrent) setDetails(new Map(photos.flatMap((photo) => (photo == null ? [] : [[photo.hothash, photo] as const]))));
    });
    return () => {
      isCurrent = false;
    };
  }, [wanted]);
  return details;
}
