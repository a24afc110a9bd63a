/**
 * Keeps the photo at the top of the viewport where it is when rows are laid out anew: another width,
 * another size, or a library that grew.
 */
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { PhotoList, PhotoListSnapshot } from '#renderer/api/photo-list.ts';
import { api } from '#renderer/api/client.ts';
import { carriedPhotos } from './use-carry-over.ts';
import { rememberedPlace, rememberPlace, useGrid, type Place } from './grid-store.ts';
import { rowAt, rowOfPhoto, type RowLayout } from './row-layout.ts';
import {
  firstSelected,
  maxKept,
  nothingSelected,
  selectAll,
  selectionOf,
  shiftSelection,
  countSelected,
  type Selection,
} from './selection.ts';
import type { GridScroll } from './use-grid-scroll.ts';

interface KeptPhoto {
  readonly index: number;
  readonly hothash: string;
}

/** What was there when the new list was asked for. */
interface Kept {
  readonly anchor: KeptPhoto | null;
  readonly focus: KeptPhoto | null;
  readonly selection: Selection;
  readonly selected: readonly string[];
  /** All that is selected is in `selected`. */
  readonly isWhole: boolean;
  /** Some of what is selected, where it is too much to follow one by one. */
  readonly sample: readonly KeptPhoto[];
}

interface Anchor {
  readonly index: number;
  /** From the top of the viewport to the top of its row. */
  readonly offsetPx: number;
  readonly onHeader: boolean;
}

/** Keeps place, focus and selection over a list that is opened anew. */
export function useAnchor(options: {
  readonly list: PhotoList;
  readonly listKey: string;
  readonly snapshot: PhotoListSnapshot;
  readonly layout: RowLayout;
  readonly scroll: GridScroll;
}): void {
  const { list, listKey, snapshot, layout, scroll } = options;
  const shown = useRef<{ layout: RowLayout; generation: number; total: number } | null>(null);
  const kept = useRef<Kept>({ anchor: null, focus: null, selection: nothingSelected, selected: [], isWhole: true, sample: [] });
  const now = useRef(scroll);
  now.current = scroll;

  // Which photos have to be found again is read when the list is opened anew, long after this render.
  useEffect(
    () =>
      list.keep((isReplaced) => {
        const { focus, selection } = useGrid.getState();
        if (isReplaced) return carriedPhotos(list);
        const hash = (index: number | null | undefined): string | undefined => (index == null ? undefined : list.tile(index)?.hothash);
        const few = countSelected(selection) <= maxKept;
        const keptPhoto = (index: number | null | undefined): KeptPhoto | null => {
          const hothash = hash(index);
          return index == null || hothash == null ? null : { index, hothash };
        };
        const anchor = shown.current == null ? null : anchorAt(shown.current.layout, now.current);
        const sample = few ? [] : firstSelected(selection, maxKept).flatMap((index) => keptPhoto(index) ?? []);
        kept.current = {
          anchor: keptPhoto(anchor?.index),
          focus: keptPhoto(focus),
          selection,
          selected: few ? firstSelected(selection, maxKept).flatMap((index) => hash(index) ?? []) : [],
          isWhole: few,
          sample,
        };
        const hashes = [...kept.current.selected, ...sample.map(({ hothash }) => hothash)];
        return [kept.current.anchor?.hothash, kept.current.focus?.hothash, ...hashes].flatMap((each) => each ?? []);
      }),
    [list],
  );

  useEffect(
    () =>
      scroll.offset.subscribe(() => {
        if (shown.current == null || shown.current.layout.rowCount === 0) return;
        const anchor = anchorAt(shown.current.layout, now.current);
        rememberPlace(listKey, { ...anchor, focus: useGrid.getState().focus }, () => list.tile(anchor.index)?.hothash);
      }),
    [list, listKey, scroll.offset],
  );

  useLayoutEffect(() => {
    const before = shown.current;
    const isShown = before?.layout === layout && before.generation === snapshot.generation;
    if (isShown || snapshot.generation === 0 || layout.rowCount === 0) return;
    // Rows of a width that is not known yet have no places to go to.
    if (scroll.viewport() <= 0) return;
    shown.current = { layout, generation: snapshot.generation, total: snapshot.total };
    if (before == null) {
      const place = rememberedPlace(listKey);
      if (place == null || place.index >= snapshot.total) return;
      if (place.focus != null && place.focus < snapshot.total && useGrid.getState().focus == null) useGrid.setState({ focus: place.focus });
      goTo(layout, scroll, place);
      return void findAgain(snapshot.viewId, place).then((index) => {
        // Whoever scrolled or whatever changed meanwhile has the better word.
        if (index != null && shown.current?.layout === layout && Math.abs(now.current.offset.get() - topOf(layout, now.current, place)) < 2)
          goTo(layout, now.current, { ...place, index });
      });
    }
    // At the very top one wants to see what arrives.
    const atTop = scroll.offset.get() <= 4;
    const anchor = anchorAt(before.layout, scroll);
    if (before.generation !== snapshot.generation) {
      follow(snapshot, before.total, kept.current);
      const index = anchor.index + shift(snapshot, kept.current.anchor);
      if (!atTop) goTo(layout, scroll, { ...anchor, index: Math.min(Math.max(0, index), snapshot.total - 1) });
    } else if (!atTop) goTo(layout, scroll, anchor);
  });
}

/** Where the photo of a place stands now; null when that is where it was, or nowhere. */
async function findAgain(viewId: string, { hothash, index }: Place): Promise<number | null> {
  if (hothash == null) return null;
  const found = await api.call('photos.position', { view_id: viewId, hothash }).catch(() => ({ index: null }));
  return found.index === index ? null : found.index;
}

/** The focused photo when it is in sight, else the first row. */
function anchorAt(layout: RowLayout, scroll: GridScroll): Anchor {
  const top = scroll.offset.get();
  const { focus } = useGrid.getState();
  const focusRow = focus == null ? -1 : rowOfPhoto(layout, focus);
  const focusTop = (layout.top[focusRow] ?? Number.NEGATIVE_INFINITY) - top;
  if (focus != null && focusTop >= 0 && focusTop < scroll.viewport()) return { index: focus, offsetPx: focusTop, onHeader: false };
  const row = rowAt(layout, top);
  return { index: layout.first[row] ?? 0, offsetPx: (layout.top[row] ?? 0) - top, onHeader: (layout.header[row] ?? -1) >= 0 };
}

function goTo(layout: RowLayout, scroll: GridScroll, anchor: Anchor): void {
  scroll.scrollTo(topOf(layout, scroll, anchor));
}

/** Where the viewport begins when a photo is where it was. */
function topOf(layout: RowLayout, scroll: GridScroll, anchor: Anchor): number {
  const photoRow = rowOfPhoto(layout, anchor.index);
  // A header shares its first photo with the row below it.
  const row = anchor.onHeader && photoRow > 0 && (layout.header[photoRow - 1] ?? -1) >= 0 ? photoRow - 1 : photoRow;
  // What was whole in sight stays whole in sight, also when its row has grown.
  const offsetPx = Math.min(anchor.offsetPx, Math.max(0, scroll.viewport() - (layout.height[row] ?? 0) - 8));
  return (layout.top[row] ?? 0) - offsetPx;
}

/** How far a photo was pushed by those that came before it. What one went on to since was pushed as far. */
function shift(snapshot: PhotoListSnapshot, photo: KeptPhoto | null): number {
  const moved = photo == null ? undefined : snapshot.moved.get(photo.hothash);
  return photo == null || moved == null ? 0 : moved - photo.index;
}

/** Focus and selection go where their photos went. */
function follow(snapshot: PhotoListSnapshot, oldTotal: number, kept: Kept): void {
  const { focus, selection } = useGrid.getState();
  const all = oldTotal > 0 && countSelected(selection) === oldTotal;
  const found = kept.selected.flatMap((hash) => snapshot.moved.get(hash) ?? []);
  const next = focus == null ? null : focus + shift(snapshot, kept.focus);
  const isSame = selection === kept.selection;
  useGrid.setState({
    focus: next == null ? null : Math.min(Math.max(0, next), snapshot.total - 1),
    selection: all
      ? selectAll(snapshot.total)
      : isSame
        ? kept.isWhole
          ? selectionOf(found)
          : (shifted(selection, kept.sample, snapshot) ?? nothingSelected)
        : next == null
          ? nothingSelected
          : selectionOf([next]),
  });
}

/** A large selection stays as it is, or moves as a whole, when those of its photos that are known all went the same way. */
function shifted(selection: Selection, sample: readonly KeptPhoto[], snapshot: PhotoListSnapshot): Selection | null {
  const ways = new Set(sample.map(({ hothash, index }) => (snapshot.moved.get(hothash) ?? Number.NaN) - index));
  const [by = 0] = ways;
  if (ways.size > 1 || Number.isNaN(by)) return null;
  return by === 0 ? selection : shiftSelection(selection, by);
}
