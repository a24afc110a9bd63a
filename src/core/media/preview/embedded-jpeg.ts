/**
 * The best picture inside a camera RAW: the largest embedded JPEG that a viewer can decode. When the directories name
 * none that is large enough, the beginning of the file is searched, which finds the previews that makers hide in their notes.
 */
import type { ByteSource } from '../byte-source.ts';
import type { ByteRange } from '../container.ts';
import { readJpegFrame } from '../containers/jpeg.ts';

/** Maker notes and their previews lie here; behind comes the sensor data, which is full of false markers. */
const searchBytes = 16 * 1024 * 1024;
const maxFinds = 200;
const soi = Buffer.from([0xff, 0xd8, 0xff]);

/** Baseline, extended and progressive; lossless frames are sensor data. */
const viewableFrames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);

/**
 * Candidates, best first: those of at least `longEdgePx` by size (the smallest that is enough saves most work),
 * then the smaller ones by size.
 * @param known ranges that the container names
 */
export function findEmbeddedJpegs(source: ByteSource, known: readonly ByteRange[], longEdgePx: number | null): ByteRange[] {
  const measured = measure(source, known);
  const wanted = longEdgePx ?? Number.POSITIVE_INFINITY;
  const all = measured.some((jpeg) => jpeg.longEdge >= Math.min(wanted, 200))
    ? measured
    : [...measured, ...measure(source, search(source))];
  const enough = all.filter((jpeg) => jpeg.longEdge >= wanted).sort((a, b) => a.longEdge - b.longEdge);
  const smaller = all.filter((jpeg) => jpeg.longEdge < wanted).sort((a, b) => b.longEdge - a.longEdge);
  return [...enough, ...smaller].map((jpeg) => jpeg.range);
}

function measure(source: ByteSource, ranges: readonly ByteRange[]): { range: ByteRange; longEdge: number }[] {
  return ranges.flatMap((range) => {
    const frame = readJpegFrame(source, range.offset);
    return frame == null || !viewableFrames.has(frame.marker) ? [] : [{ range, longEdge: Math.max(frame.widthPx, frame.heightPx) }];
  });
}

function search(source: ByteSource): ByteRange[] {
  const bytes = source.read(0, searchBytes);
  const found: ByteRange[] = [];
  for (let at = bytes.indexOf(soi, 1); at >= 0 && found.length < maxFinds; at = bytes.indexOf(soi, at + 3)) {
    found.push({ offset: at, length: source.sizeBytes - at }); // decoders stop at the end marker
  }
  return found;
}
