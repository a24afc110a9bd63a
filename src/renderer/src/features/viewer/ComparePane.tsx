import type { PhotoChange } from '#contract/organize.ts';
import type { PhotoTile } from '#contract/photo.ts';
import { layersOf } from '#renderer/api/media.ts';
import { t } from '#renderer/i18n/t.ts';
import { FlagButtons } from '#renderer/ui/FlagButtons.tsx';
import { LabelButtons } from '#renderer/ui/LabelButtons.tsx';
import { LinkedPicture } from '#renderer/ui/LinkedPicture.tsx';
import { Stars } from '#renderer/ui/Stars.tsx';
import type { LinkedZoom } from '#renderer/ui/use-linked-zoom.ts';
import styles from './Compare.module.css';
import surround from './Viewer.module.css';

/** One of the photos, with what was said of it and how it differs from the others. */
export function ComparePane({
  tile,
  facts,
  zoom,
  isFocused,
  onFocus,
  onEdit,
}: {
  tile: PhotoTile | undefined;
  facts: readonly (readonly [name: string, value: string])[];
  zoom: LinkedZoom;
  isFocused: boolean;
  onFocus: () => void;
  onEdit: (change: PhotoChange) => void;
}) {
  return (
    <div
      role="group"
      aria-label={tile?.file_name ?? t.commands.photoGroup}
      aria-current={isFocused}
      tabIndex={isFocused ? 0 : -1}
      className={styles.pane}
      data-pane=""
      data-hothash={tile?.hothash}
      data-flag={tile?.flag}
      onPointerDown={onFocus}
      onFocus={onFocus}
    >
      <div className={styles.frame}>{tile != null && <LinkedPicture layers={layersOf(tile.hothash, zoom.isZoomed)} zoom={zoom} />}</div>
      <div className={styles.caption}>
        <span className={surround.name}>{tile?.file_name ?? ''}</span>
        {tile != null && (
          <span className={surround.marks}>
            <Stars value={tile.rating} onChange={(rating) => onEdit({ rating })} />
            <FlagButtons value={tile.flag} onChange={(flag) => onEdit({ flag })} />
            <LabelButtons value={tile.color} onChange={(color) => onEdit({ color })} />
          </span>
        )}
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name} className={styles.fact}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}
