/** The grid of every list of photos: justified or square rows under headers of days or other groups, a scrubber at the side. */
import { useEffect, useMemo, useRef } from 'react';
import { useSnapshot } from '#renderer/api/use-photo-list.ts';
import type { PhotoList } from '#renderer/api/photo-list.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import type { Band } from './band.ts';
import { clickAt, doubleClickAt, type GridActions } from './clicks.ts';
import { DayHeader } from './DayHeader.tsx';
import { groupName } from './group-words.ts';
import { GridRow } from './GridRow.tsx';
import { useGrid } from './grid-store.ts';
import styles from './PhotoGrid.module.css';
import { layOutRows, type GridLayoutKind, type RowLayoutInput } from './row-layout.ts';
import { Scrubber } from './Scrubber.tsx';
import { physicalHeight } from './scroll-map.ts';
import { daysOfRows, rowsByDay } from './rows-by-day.ts';
import { nothingSelected } from './selection.ts';
import { StickyDay } from './StickyDay.tsx';
import { TileMenu } from './TileMenu.tsx';
import { useAnchor } from './use-anchor.ts';
import { useBand } from './use-band.ts';
import { useCarryOver } from './use-carry-over.ts';
import { useController } from './use-controller.ts';
import { useCtrlWheel } from './use-ctrl-wheel.ts';
import { useDaySelection } from './use-day-selection.ts';
import { useDrag } from './use-drag.ts';
import { useGridScroll } from './use-grid-scroll.ts';
import { useStops } from './use-stops.ts';

const sidePx = 16;
const lanePx = 32;

/** Photos in rows, of lists of any length. */
export function PhotoGrid({
  list,
  label,
  rowHeightPx,
  kind,
  onRowHeight,
  actions,
}: {
  list: PhotoList;
  label: string;
  rowHeightPx: number;
  kind: GridLayoutKind;
  onRowHeight: (px: number) => void;
  actions: GridActions;
}) {
  const snapshot = useSnapshot(list);
  const listKey = JSON.stringify(list.query);
  const scrollerRef = useRef<HTMLDivElement>(null);
  const windowRef = useRef<HTMLDivElement>(null);
  const boxRef = useRef<HTMLDivElement>(null);
  const size = useSize(scrollerRef);
  const focus = useGrid((state) => (state.listKey === listKey ? state.focus : null));
  const selection = useGrid((state) => (state.listKey === listKey ? state.selection : nothingSelected));
  useCarryOver(listKey, snapshot, boxRef);

  const { ratios, groups, total } = snapshot;
  const withHeaders = groups.length > 1 || groups[0]?.key != null;
  const input = useMemo<RowLayoutInput>(
    () => ({
      ratios,
      days: groups,
      withHeaders,
      widthPx: Math.max(64, size.width - sidePx - lanePx),
      rowHeightPx,
      gapPx: 4,
      headerHeightPx: 40,
      kind,
    }),
    [ratios, groups, withHeaders, size.width, rowHeightPx, kind],
  );
  const layout = useMemo(() => layOutRows(input), [input]);
  const totalPx = Math.ceil(layout.top[layout.rowCount] ?? 0);
  const scroll = useGridScroll({ scrollerRef, windowRef, layout, viewportPx: size.height, focus });
  useController({ layout, input, scroll, total, viewportPx: size.height }, boxRef);
  useAnchor({ list, listKey, snapshot, layout, scroll });
  const drag = useDrag(actions, boxRef);
  const band = useBand({ layout, input, scroll, viewportPx: size.height }, scrollerRef, sidePx);
  useCtrlWheel(scrollerRef, rowHeightPx, onRowHeight);

  const shown = scroll.rows.filter((row) => row < layout.rowCount);
  const firstShown = layout.first[scroll.firstRow] ?? 0;
  const lastShown = (layout.first[scroll.lastRow + 1] ?? 1) - 1;
  useEffect(() => list.want(firstShown, lastShown), [list, firstShown, lastShown]);

  const { isDaySelected, onToggleDay } = useDaySelection(groups, selection);
  const stops = useStops(groups, layout, withHeaders);

  return (
    <div className={styles.grid} data-grid="">
      <div ref={scrollerRef} className={styles.scroller} data-testid="grid-scroller">
        <div className={styles.canvas} style={{ height: physicalHeight(totalPx) }}>
          <TileMenu menu={actions.menu}>
            <div ref={windowRef} className={styles.window}>
              <div
                ref={boxRef}
                role="listbox"
                aria-label={label}
                aria-multiselectable
                aria-activedescendant={focus == null || focus >= total ? undefined : `photo-${focus}`}
                tabIndex={0}
                className={styles.box}
                {...drag.handlers}
                onClick={(event) => clickAt(event, selection, actions)}
                onDoubleClick={(event) => doubleClickAt(event, actions)}
              >
                {rowsByDay(layout, shown).map(({ day, rows }) => (
                  <div key={day} role="group" aria-label={withHeaders && groups[day] != null ? groupName(groups[day]) : label}>
                    {rows.map((row) => (
                      <GridRow
                        key={row}
                        row={row}
                        layout={layout}
                        input={input}
                        list={list}
                        version={snapshot.version}
                        top={scroll.rowTop(row)}
                        total={total}
                        selection={selection}
                        focus={focus}
                      />
                    ))}
                  </div>
                ))}
              </div>
              <div className={styles.headers}>
                {daysOfRows(layout, shown).map(
                  ({ row, day }) =>
                    groups[day] != null && (
                      <DayHeader
                        key={row}
                        group={groups[day]}
                        selected={isDaySelected(day)}
                        onToggle={() => onToggleDay(day)}
                        top={scroll.rowTop(row)}
                      />
                    ),
                )}
              </div>
            </div>
          </TileMenu>
        </div>
      </div>
      {drag.mark != null && <div className={styles.mark} style={drag.mark} />}
      {band != null && <div className={styles.band} style={bandStyle(band)} />}
      {withHeaders && <StickyDay groups={groups} layout={layout} scroll={scroll} isDaySelected={isDaySelected} onToggleDay={onToggleDay} />}
      {stops.length > 1 && totalPx > size.height * 1.5 && (
        <Scrubber stops={stops} totalPx={totalPx} viewportPx={size.height} scroll={scroll} />
      )}
    </div>
  );
}

const bandStyle = ({ left, top, right, bottom }: Band) => ({ left, top, width: right - left, height: bottom - top });
