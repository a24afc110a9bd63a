import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, type PointerEvent, type ReactNode } from 'react';
import type { PhotoChange } from '#contract/organize.ts';
import type { PhotoTile } from '#contract/photo.ts';
import { coldpreviewUrl } from '#renderer/api/media.ts';
import type { PhotoList } from '#renderer/api/photo-list.ts';
import { useSnapshot } from '#renderer/api/use-photo-list.ts';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { useSize } from '#renderer/ui/use-size.ts';
import { useBackground } from './background.ts';
import { Filmstrip } from './Filmstrip.tsx';
import { Picture } from './Picture.tsx';
import { useFollow } from './use-follow.ts';
import { useIdle } from './use-idle.ts';
import { useZoom } from './use-zoom.ts';
import { ViewerBar } from './ViewerBar.tsx';
import { useViewer } from './viewer-store.ts';
import styles from './Viewer.module.css';
import { fullScale, type Size } from './zoom.ts';

/** One photo of a list over the whole window. */
export function Viewer({
  list,
  index,
  onIndex,
  onClose,
  inspector,
  onInspector,
  onEdit,
}: {
  list: PhotoList;
  index: number;
  onIndex: (index: number) => void;
  onClose: () => void;
  inspector: ReactNode;
  onInspector: () => void;
  /** Changes the photo that is shown. */
  onEdit: (change: PhotoChange) => void;
}) {
  const snapshot = useSnapshot(list);
  const stageRef = useRef<HTMLDivElement>(null);
  const stage = useSize(stageRef);
  const { total, ratios } = snapshot;
  const tile = list.tile(index);
  const size = sizeOf(tile, ratios[index]);
  const zoom = useZoom(stageRef, size, stage);
  const [background, nextBackground] = useBackground();
  const isIdle = useIdle(2000);
  const drag = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => stageRef.current?.focus(), []);
  useEffect(() => list.want(index - 24, index + 24), [list, index]);
  useFollow(list, [index], snapshot.generation, ([moved]) => moved != null && onIndex(moved));
  usePreload(list, index, snapshot.version);

  const step = (by: number): void => onIndex(Math.min(total - 1, Math.max(0, index + by)));
  useEffect(() => {
    useViewer.setState({
      controller: { close: onClose, step, toggleZoom: () => zoom.toggle(), zoomBy: (factor) => zoom.by(factor), nextBackground },
    });
  });
  useEffect(() => () => useViewer.setState({ controller: null }), []);

  const place = (event: { clientX: number; clientY: number }): { x: number; y: number } => {
    const box = stageRef.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (drag.current == null) return;
    zoom.drag(event.clientX - drag.current.x, event.clientY - drag.current.y);
    drag.current = { x: event.clientX, y: event.clientY };
  };

  return (
    <div
      role="dialog"
      aria-modal="true"
      aria-label={tile?.file_name ?? t.commands.photoGroup}
      className={styles.viewer}
      data-background={background}
      data-idle={isIdle ? '' : undefined}
      data-hothash={tile?.hothash}
      data-index={index}
      data-toast-line="below-bar"
    >
      <ViewerBar
        tile={tile}
        index={index}
        total={total}
        zoom={zoom}
        onClose={onClose}
        isInspected={inspector != null}
        onInspector={onInspector}
        onEdit={onEdit}
      />
      <div className={styles.middle}>
        <div
          ref={stageRef}
          tabIndex={-1}
          className={cx(styles.stage, !zoom.isFit && styles.grab)}
          onDoubleClick={(event) => !onButton(event) && zoom.toggle(place(event))}
          onPointerDown={(event) => {
            if (zoom.isFit || event.button !== 0 || onButton(event)) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            drag.current = { x: event.clientX, y: event.clientY };
          }}
          onPointerMove={onPointerMove}
          onPointerUp={() => (drag.current = null)}
          onPointerCancel={() => (drag.current = null)}
        >
          {tile != null && stage.width > 0 && (
            <Picture
              key={tile.hothash}
              tile={tile}
              size={size}
              placement={zoom.placement}
              wantsFull={!zoom.isFit && zoom.placement.scale >= fullScale(window.devicePixelRatio) * 0.99}
            />
          )}
          {index > 0 && (
            <IconButton
              icon={ChevronLeft}
              label={t.commands.previousPhoto}
              keys="ArrowLeft"
              className={cx(styles.arrow, styles.left)}
              onClick={() => step(-1)}
            />
          )}
          {index < total - 1 && (
            <IconButton
              icon={ChevronRight}
              label={t.commands.nextPhoto}
              keys="ArrowRight"
              className={cx(styles.arrow, styles.right)}
              onClick={() => step(1)}
            />
          )}
        </div>
        {inspector}
      </div>
      <Filmstrip list={list} index={index} total={total} onIndex={onIndex} />
    </div>
  );
}

/** Size in pixels; a picture of unknown size gets one of its shape. */
function sizeOf(tile: PhotoTile | undefined, ratio: number | undefined): Size {
  const width = tile?.width ?? 1500;
  return { width, height: tile?.height ?? Math.round(width / (ratio != null && ratio > 0 ? ratio : 1.5)) };
}

const onButton = (event: { readonly target: EventTarget }): boolean =>
  event.target instanceof Element && event.target.closest('button') != null;

/** The large previews of the two neighbours on each side, once one stays for a moment. */
function usePreload(list: PhotoList, index: number, version: number): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const by of [1, -1, 2, -2]) {
        const hothash = list.tile(index + by)?.hothash;
        if (hothash != null) new Image().src = coldpreviewUrl(hothash);
      }
    }, 250);
    return () => clearTimeout(timer);
  }, [list, index, version]);
}
