/** How bright a picture is, and how much of which colour: counts of 64 steps. Pure. */
export const histogramSteps = 64;

export interface Histogram {
  readonly red: readonly number[];
  readonly green: readonly number[];
  readonly blue: readonly number[];
  readonly luma: readonly number[];
}

/** Counts pixels. @param rgba four bytes each, as a canvas has them */
export function countPixels(rgba: ArrayLike<number>): Histogram {
  const empty = (): number[] => Array.from<number>({ length: histogramSteps }).fill(0);
  const counts = { red: empty(), green: empty(), blue: empty(), luma: empty() };
  const add = (list: number[], value: number): void => {
    const step = Math.min(histogramSteps - 1, Math.floor((value * histogramSteps) / 256));
    list[step] = (list[step] ?? 0) + 1;
  };
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [rgba[at], rgba[at + 1], rgba[at + 2]];
    add(counts.red, red);
    add(counts.green, green);
    add(counts.blue, blue);
    // Rec. 709, as video and displays weigh them.
    add(counts.luma, 0.2126 * red + 0.7152 * green + 0.0722 * blue);
  }
  return counts;
}

/** The outline of counts as an SVG path over a width and height; the tallest step reaches the top. */
export function outline(counts: readonly number[], tallest: number, width: number, height: number): string {
  const step = width / (counts.length - 1);
  const points = counts.map(
    (count, n) => `${(n * step).toFixed(1)} ${(height - (Math.min(count, tallest) / tallest) * height).toFixed(1)}`,
  );
  return `M0 ${height} L${points.join(' L')} L${width} ${height} Z`;
}

/** What counts as full height: clipped ends of the scale would flatten all the rest. */
export function tallestOf({ red, green, blue, luma }: Histogram): number {
  return Math.max(1, ...[red, green, blue, luma].flatMap((counts) => counts.slice(1, -1)));
}
