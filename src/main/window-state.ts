/** Where the window was, kept over restarts and fitted to the displays of today. */
import { readFileSync, writeFileSync } from 'node:fs';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  /** Where the window stands when it is not maximized. */
  readonly bounds: Bounds;
  readonly isMaximized: boolean;
}

export const minimumSize = { width: 720, height: 480 } as const;
const defaultSize = { width: 1280, height: 860 } as const;

/** The stored state; null when there is none or it is not readable, which is no error. */
export function loadWindowState(file: string): WindowState | null {
  try {
    const { bounds, isMaximized } = JSON.parse(readFileSync(file, 'utf8')) as Partial<WindowState>;
    const numbers = [bounds?.x, bounds?.y, bounds?.width, bounds?.height];
    return bounds != null && numbers.every(Number.isFinite) ? { bounds, isMaximized: isMaximized === true } : null;
  } catch {
    return null;
  }
}

/** Writes the state. A failure costs the window its place and nothing else, so it is not told. */
export function saveWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state));
  } catch {
    // Home folder read-only or full: the next start centres the window.
  }
}

/**
 * Fits a state to the work areas there are now: a window on a display that is gone, or larger than its display,
 * comes back where it can be seen and moved.
 * @param workAreas the primary display first
 */
export function fitWindowState(state: WindowState | null, workAreas: readonly Bounds[]): WindowState {
  const primary = workAreas[0] ?? { x: 0, y: 0, ...defaultSize };
  if (state == null) return { bounds: centred(defaultSize, primary), isMaximized: false };
  const home = workAreas.find((area) => overlap(state.bounds, area) >= 0.25);
  if (home == null) return { ...state, bounds: centred(state.bounds, primary) };
  const width = clamp(state.bounds.width, minimumSize.width, home.width);
  const height = clamp(state.bounds.height, minimumSize.height, home.height);
  const x = clamp(state.bounds.x, home.x, home.x + home.width - width);
  const y = clamp(state.bounds.y, home.y, home.y + home.height - height);
  return { ...state, bounds: round({ x, y, width, height }) };
}

function centred(size: { readonly width: number; readonly height: number }, area: Bounds): Bounds {
  const width = clamp(size.width, minimumSize.width, area.width);
  const height = clamp(size.height, minimumSize.height, area.height);
  return round({ x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height });
}

/** How much of the smaller of the two lies on the other, 0 to 1. */
function overlap(window: Bounds, area: Bounds): number {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const height = Math.min(window.y + window.height, area.y + area.height) - Math.max(window.y, area.y);
  return width <= 0 || height <= 0 ? 0 : (width * height) / Math.min(window.width * window.height, area.width * area.height);
}

/** Where the limits cross (a display smaller than the minimum), the upper one wins. */
const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), Math.max(high, 0));

const round = ({ x, y, width, height }: Bounds): Bounds => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.round(width),
  height: Math.round(height),
});
