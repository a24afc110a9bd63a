/** Photos side by side: how one goes about them, and in what they differ. Pure. */
import { fullScale, type Size } from './zoom.ts';

type Fact = readonly [name: string, value: string];

/** Most photos that can be seen side by side and still be judged. */
export const maxCompared = 4;

/** Four stand in two rows, fewer in one. */
export function neighbour(at: number, count: number, direction: 'left' | 'right' | 'up' | 'down'): number {
  const by = { left: -1, right: 1, up: -2, down: 2 }[direction];
  if (count < maxCompared && Math.abs(by) === 2) return at;
  const next = at + by;
  return next < 0 || next >= count ? at : next;
}

/** Of each photo the facts that are not the same for all; one that is not known of a photo is left out there. */
export function differing(photos: readonly (readonly Fact[])[]): Fact[][] {
  const valueOf = (facts: readonly Fact[], name: string): string | undefined => facts.find(([each]) => each === name)?.[1];
  // Nothing differs from a photo of which nothing is known yet.
  const known = photos.filter((facts) => facts.length > 0);
  return photos.map((facts) => facts.filter(([name, value]) => known.some((other) => valueOf(other, name) !== value)));
}

/** How many times the whole picture in its frame has to grow for every pixel to be one of the screen. */
export function fullRatio(
  picture: { readonly width: number | null; readonly height: number | null } | undefined,
  frame: Size | undefined,
  pixelRatio: number,
): number {
  if (picture?.width == null || picture.height == null || frame == null) return 3;
  const ratio = fullScale(pixelRatio) / Math.min(frame.width / picture.width, frame.height / picture.height);
  // A picture that is smaller than its frame is at more than that already; one still wants to see closer.
  return ratio > 1 ? ratio : 2;
}
