/**
 * Scrolling beyond what an element can be high. Chromium clamps an element's height at 33,554,428 px
 * divided by the device pixel ratio, so the scrolled element is at most `heightCapPx` high and stands
 * for a virtual height of any size. Small movements are one to one; only jumps use the proportion.
 */

/** Safe up to a device pixel ratio of 4. */
export const heightCapPx = 8_000_000;

/** Both in CSS pixels from the top; equal as long as everything fits. */
export interface ScrollMap {
  readonly physical: number;
  readonly virtual: number;
}

export interface Extent {
  /** Height of all rows. */
  readonly totalPx: number;
  readonly viewportPx: number;
}

/** How high the scrolled element is. */
export const physicalHeight = (totalPx: number): number => Math.min(totalPx, heightCapPx);
const maxPhysical = ({ totalPx, viewportPx }: Extent): number => Math.max(0, physicalHeight(totalPx) - viewportPx);
/** How far one can scroll. */
export const maxVirtual = ({ totalPx, viewportPx }: Extent): number => Math.max(0, totalPx - viewportPx);

/** The element was scrolled to `physical`, by whatever means. */
export function onScrolled(map: ScrollMap, physical: number, extent: Extent): ScrollMap {
  const delta = physical - map.physical;
  if (delta === 0) return map;
  const jumped = Math.abs(delta) >= 3 * extent.viewportPx;
  const virtual = jumped ? proportional(physical, maxPhysical(extent), maxVirtual(extent)) : map.virtual + delta;
  return { physical, virtual: clamp(jumped ? Math.round(virtual) : virtual, 0, maxVirtual(extent)) };
}

/**
 * The pair for a virtual place. Near an end both ends of the element and of the list coincide, so that
 * small steps arrive exactly; in between the element stands in its middle, with room on both sides.
 */
export function placeAt(virtual: number, extent: Extent): ScrollMap {
  const clamped = clamp(Math.round(virtual), 0, maxVirtual(extent));
  const room = maxPhysical(extent);
  const below = maxVirtual(extent) - clamped;
  const physical = clamped <= room / 2 ? clamped : below <= room / 2 ? room - below : Math.round(room / 2);
  return { physical, virtual: clamped };
}

/** True when small movements have used up the room that is left on one side; then `placeAt` gives new room. */
export function needsRoom(map: ScrollMap, extent: Extent): boolean {
  const above = Math.min(map.physical, map.virtual);
  const below = Math.min(maxPhysical(extent) - map.physical, maxVirtual(extent) - map.virtual);
  const margin = 2 * extent.viewportPx;
  const wrongTop = above < margin && Math.abs(map.physical - map.virtual) > 0.5;
  const wrongEnd = below < margin && Math.abs(maxPhysical(extent) - map.physical - (maxVirtual(extent) - map.virtual)) > 0.5;
  return wrongTop || wrongEnd;
}

function proportional(value: number, from: number, to: number): number {
  return from <= 0 ? 0 : (value / from) * to;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
