import { Globe, Minus, Plus } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { boundsText, type Bounds } from '#domain/map-bounds.ts';
import type { MapCell } from '#contract/photo.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { PlaceList } from './PlaceList.tsx';
import { placeName } from './place-name.ts';
import styles from './PhotoMap.module.css';
import { boundsOf, cellZoom, maxWorldPx, toPane } from './projection.ts';
import { useMap } from './use-map.ts';
import { borderPath, landPath } from './world.ts';

/** While the map moves nothing is asked. */
const settlesAfterMs = 150;

/** The world, and a dot for photos that were taken near each other. What is seen is told, so that its photos can be shown. */
export function PhotoMap({ at, onBounds }: { at: Bounds | null; onBounds: (bounds: string) => void }) {
  const pane = useRef<HTMLDivElement>(null);
  const [mode, setMode] = useState<'map' | 'list'>('map');
  const [land, borders] = useMemo(() => [landPath(), borderPath()], []);
  const map = useMap(pane, () => open(nearest(dots)));
  const { view, size } = map;
  const isMeasured = size.width > 0;
  const seen = useSettled(isMeasured ? boundsText(boundsOf(view, size)) : null);
  const zoom = cellZoom(view);
  const { cells, error, reload } = useCells(seen == null ? null : { bounds: seen, zoom });
  const everything = useCall('places.cells', { zoom: 0 }, ['photos.changed']).value?.cells;
  const whole = useMemo(() => extentOf(everything ?? []), [everything]);
  const dots = cells.map((cell) => ({ cell, ...toPane(cell, view, size) }));
  const open = (dot: { cell: MapCell } | undefined): void => {
    if (dot != null) map.show(dot.cell);
  };

  useEffect(() => {
    if (seen != null) onBounds(seen);
  }, [seen, onBounds]);
  // It begins at the place one came for, else where there are photos.
  const begin = at ?? whole;
  const beginKey = begin == null ? null : boundsText(begin);
  const show = map.show;
  useEffect(() => {
    if (isMeasured && begin != null) show(begin);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- by value: another object of the same bounds is no other place
  }, [beginKey, isMeasured]);

  return (
    <section className={styles.frame} aria-label={t.map.title}>
      <div
        ref={pane}
        role="application"
        tabIndex={0}
        aria-label={t.map.map}
        className={styles.pane}
        hidden={mode === 'list'}
        data-zoom={zoom}
        {...map.handlers}
      >
        <svg className={styles.world} width={size.width} height={size.height} aria-hidden>
          <g
            transform={`translate(${size.width / 2 - view.x * view.worldPx} ${size.height / 2 - view.y * view.worldPx}) scale(${view.worldPx})`}
          >
            <clipPath id="world-edges">
              <rect width={1} height={1} />
            </clipPath>
            <g clipPath="url(#world-edges)">
              <path d={land} className={styles.land} />
              <path d={borders} className={styles.borders} />
            </g>
          </g>
        </svg>
        {dots.map(({ cell, x, y }) => (
          <button
            key={`${cell.longitude},${cell.latitude}`}
            type="button"
            tabIndex={-1}
            className={styles.dot}
            style={{ left: x, top: y, ...sized(cell.count) }}
            aria-label={t.map.dot(placeName(cell), cell.count)}
            title={t.map.dot(placeName(cell), cell.count)}
            onClick={() => map.show(cell)}
          >
            {cell.count > 1 && formatNumber(cell.count)}
          </button>
        ))}
      </div>
      {mode === 'list' && <PlaceList cells={cells} onOpen={(cell) => (setMode('map'), map.show(cell))} />}
      {error != null && (
        <p className={styles.failure} role="alert">
          {t.common.notLoaded(t.map.dots)} {error} <Button onClick={reload}>{t.common.tryAgain}</Button>
        </p>
      )}
      <div className={styles.controls}>
        <Segmented
          label={t.map.shown}
          value={mode}
          options={[
            { value: 'map', label: t.map.asMap },
            { value: 'list', label: t.map.asList },
          ]}
          onChange={setMode}
        />
        <IconButton icon={Plus} label={t.map.zoomIn} disabled={view.worldPx >= maxWorldPx} onClick={() => map.zoom(2)} />
        <IconButton icon={Minus} label={t.map.zoomOut} onClick={() => map.zoom(0.5)} />
        <IconButton icon={Globe} label={t.map.all} disabled={whole == null} onClick={() => whole != null && map.show(whole)} />
      </div>
    </section>
  );

  function nearest<Dot extends { x: number; y: number }>(all: readonly Dot[]): Dot | undefined {
    const away = ({ x, y }: Dot): number => Math.hypot(x - size.width / 2, y - size.height / 2);
    return all.toSorted((a, b) => away(a) - away(b))[0];
  }
}

/** The dots of what is seen; those of before stay until the answer is there, so that nothing blinks while one moves. */
function useCells(asked: { bounds: string; zoom: number } | null) {
  const { value, ...call } = useCall('places.cells', asked, ['photos.changed']);
  const last = useRef<readonly MapCell[]>([]);
  if (value != null) last.current = value.cells;
  return { cells: last.current, ...call };
}

function useSettled(text: string | null): string | null {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settlesAfterMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function extentOf(cells: readonly MapCell[]): Bounds | null {
  if (cells.length === 0) return null;
  return {
    west: Math.min(...cells.map(({ west }) => west)),
    south: Math.min(...cells.map(({ south }) => south)),
    east: Math.max(...cells.map(({ east }) => east)),
    north: Math.max(...cells.map(({ north }) => north)),
  };
}

/** Ten times the photos, some pixels more. */
function sized(count: number): { width: number; height: number } {
  const side = count === 1 ? 16 : Math.min(56, 24 + Math.round(8 * Math.log10(count)));
  return { width: side, height: side };
}
