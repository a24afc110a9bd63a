/** Where one is, and where one was: the views with their history, and what lies over them. */
import { create } from 'zustand';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';

export type View =
  | { readonly kind: 'library'; readonly text?: string }
  | { readonly kind: 'sessions' }
  | { readonly kind: 'session'; readonly id: number }
  | { readonly kind: 'album'; readonly uuid: string }
  | {
      readonly kind: 'folders';
      readonly storage?: string;
      readonly path?: string;
      /** Without what lies in folders below. */
      readonly isFlat?: boolean;
      /** The photo that gets the focus. */
      readonly photo?: string;
    }
  /** At a place: longitude and latitude. */
  | { readonly kind: 'map'; readonly at?: readonly [number, number] }
  | { readonly kind: 'jobs' }
  | { readonly kind: 'conflicts' }
  | { readonly kind: 'history' }
  | { readonly kind: 'storages'; readonly uuid?: string }
  | { readonly kind: 'settings' };

export type Overlay = 'palette' | 'shortcuts' | null;

interface Navigation {
  readonly view: View;
  readonly past: readonly View[];
  readonly future: readonly View[];
  /** Position of the photo in the viewer; null when it is closed. */
  readonly viewer: number | null;
  /** The photos that are compared, by their positions, and which of them keys are about. */
  readonly compare: Comparison | null;
  /** Position of the photo that a slideshow is at. */
  readonly slide: number | null;
  readonly overlay: Overlay;
}

export interface Comparison {
  readonly places: readonly number[];
  readonly at: number;
}

const maxPast = 50;

/** No photo lies over the list. */
const nothingOpen = { viewer: null, compare: null, slide: null };

/** Where one is, and what lies over it. */
export const useNavigation = create<Navigation>(() => ({ view: { kind: 'library' }, past: [], future: [], ...nothingOpen, overlay: null }));

/** Goes to a view; going where one is already leaves the history alone. */
export function navigate(view: View, options: { readonly replace?: boolean } = {}): void {
  const { view: old, past } = useNavigation.getState();
  if (JSON.stringify(old) === JSON.stringify(view)) return useNavigation.setState(nothingOpen);
  useNavigation.setState({
    view,
    past: options.replace === true ? past : [...past, old].slice(-maxPast),
    future: options.replace === true ? useNavigation.getState().future : [],
    ...nothingOpen,
  });
}

/** To the view before this one. */
export function goBack(): void {
  const { view, past, future } = useNavigation.getState();
  const to = past.at(-1);
  if (to != null) useNavigation.setState({ view: to, past: past.slice(0, -1), future: [view, ...future], ...nothingOpen });
}

/** To the view that was left by going back. */
export function goForward(): void {
  const { view, past, future } = useNavigation.getState();
  const [to, ...rest] = future;
  if (to != null) useNavigation.setState({ view: to, past: [...past, view], future: rest, ...nothingOpen });
}

/** Shows the photo at a position large; null closes the viewer. */
export const openViewer = (index: number | null): void => useNavigation.setState({ viewer: index });
/** Goes on with a slideshow at a photo; null ends it. */
export const showSlide = (slide: number | null): void => useNavigation.setState({ slide });
/** Puts photos side by side; null ends it. */
export const showComparison = (compare: Comparison | null): void => useNavigation.setState({ compare });
/** Opens the palette or the sheet of shortcuts; null closes them. */
export const showOverlay = (overlay: Overlay): void => useNavigation.setState({ overlay });

/** Something lies over the whole window. */
export const isCovered = ({ viewer, compare, slide }: Navigation): boolean => viewer != null || compare != null || slide != null;

/** Until the settings are known nothing is shown, and no place is the last one. */
let hasBegun = false;

useSettings.subscribe(({ value }) => {
  if (value == null || hasBegun) return;
  hasBegun = true;
  // Whoever has gone somewhere meanwhile stays there.
  if (useNavigation.getState().past.length === 0) useNavigation.setState({ view: viewIn(value.last_view) });
});

useNavigation.subscribe(({ view }, before) => {
  if (hasBegun && view !== before.view) void changeSettings({ last_view: JSON.stringify(view) });
});

/** The view that a setting names; the library where it names none. */
function viewIn(text: string | null): View {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    if (typeof kept === 'object' && kept != null && 'kind' in kept) return kept as View;
  } catch {
    // Written by a hand, or by another version: no more than a place.
  }
  return { kind: 'library' };
}
