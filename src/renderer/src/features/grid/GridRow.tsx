import { memo } from 'react';
import type { PhotoList } from '#renderer/api/photo-list.ts';
import { rowBoxes, type RowLayout, type RowLayoutInput } from './row-layout.ts';
import { isSelected, type Selection } from './selection.ts';
import { Tile } from './Tile.tsx';
import styles from './PhotoGrid.module.css';

/** One row of photos. `version` is there to render again when details arrive. */
export const GridRow = memo(function GridRow({
  row,
  layout,
  input,
  list,
  top,
  total,
  selection,
  focus,
}: {
  row: number;
  layout: RowLayout;
  input: RowLayoutInput;
  list: PhotoList;
  version: number;
  top: number;
  total: number;
  selection: Selection;
  focus: number | null;
}) {
  const first = layout.first[row] ?? 0;
  const height = layout.height[row] ?? 0;
  return (
    <div role="presentation" className={styles.row} style={{ transform: `translateY(${top}px)`, height }} data-row={row}>
      {rowBoxes(layout, row, input).map((box, n) => {
        const index = first + n;
        const tile = list.tile(index);
        return (
          <Tile
            key={tile?.hothash ?? index}
            index={index}
            total={total}
            tile={tile}
            left={box.left}
            width={box.width}
            height={height}
            selected={isSelected(selection, index)}
            focused={focus === index}
          />
        );
      })}
    </div>
  );
});
