import { ArrowLeft, Contrast, Info, Scan, ZoomIn } from 'lucide-react';
import type { PhotoChange } from '#contract/organize.ts';
import type { PhotoTile } from '#contract/photo.ts';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { formatWallClock } from '#renderer/ui/format.ts';
import { FlagButtons } from '#renderer/ui/FlagButtons.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { LabelButtons } from '#renderer/ui/LabelButtons.tsx';
import { Stars } from '#renderer/ui/Stars.tsx';
import { useBackground } from './background.ts';
import type { Zoom } from './use-zoom.ts';
import styles from './Viewer.module.css';

/** Name, place in the list and the buttons over a photo. */
export function ViewerBar({
  tile,
  index,
  total,
  zoom,
  onClose,
  isInspected,
  onInspector,
  onEdit,
}: {
  tile: PhotoTile | undefined;
  index: number;
  total: number;
  zoom: Zoom;
  onClose: () => void;
  isInspected: boolean;
  onInspector: () => void;
  onEdit: (change: PhotoChange) => void;
}) {
  const [background, nextBackground] = useBackground();
  const percent = Math.round(zoom.placement.scale * window.devicePixelRatio * 100);
  return (
    <header className={styles.bar}>
      <IconButton icon={ArrowLeft} label={t.viewer.back} keys="Escape" onClick={onClose} />
      <h2 className={styles.name}>{tile?.file_name ?? ''}</h2>
      <span className={styles.meta}>{tile?.taken_at == null ? '' : formatWallClock(tile.taken_at)}</span>
      <span className={styles.space} />
      {tile != null && (
        <span className={styles.marks}>
          <Stars value={tile.rating} onChange={(rating) => onEdit({ rating })} />
          <FlagButtons value={tile.flag} onChange={(flag) => onEdit({ flag })} />
          <LabelButtons value={tile.color} onChange={(color) => onEdit({ color })} />
        </span>
      )}
      <span className={styles.space} />
      <span className={styles.meta} role="status">
        {t.viewer.place(index + 1, total)}
      </span>
      <span className={cx(styles.meta, styles.percent)}>{percent} %</span>
      <IconButton
        icon={zoom.isFit ? ZoomIn : Scan}
        label={zoom.isFit ? t.viewer.zoomFull : t.viewer.fit}
        keys="Z"
        onClick={() => zoom.toggle()}
      />
      <IconButton icon={Contrast} label={t.viewer.background(t.viewer.backgrounds[background])} keys="B" onClick={nextBackground} />
      <IconButton icon={Info} label={t.app.information} keys="I" onClick={onInspector} pressed={isInspected} />
    </header>
  );
}
