/**
 * Our picture ranges against ExifTool's ImageDataHash (SHA-256) over the whole photo set. JPEG and PNG hash more than
 * ExifTool does, so the part that ExifTool hashes is taken out of our ranges; everything else must be equal as it is.
 */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { bufferSource } from '#core/media/byte-source.ts';
import type { ByteRange, Container } from '#core/media/container.ts';
import { parseContainer } from '#core/media/parse-container.ts';
import { corpusEntries, corpusFile, describeCorpus } from './corpus.ts';

/** Files where we differ, each with the reason. A file listed here that agrees after all is an error too. */
const deviations: Readonly<Record<string, string>> = {
  'broken/photo_44.jpg': 'broken: ExifTool follows a wrong segment length into the scan',
  'live/motion_photo_pixel_synth.jpg': 'no frame and no scan: ExifTool hashes stuffed bytes outside any scan',
  'raw/sample.arw': 'on purpose: the embedded preview of an ARW is no image data; the sensor data is cut off',
  'broken/river-truncated.heic': 'ExifTool has no value for a truncated HEIC; we name it by all its bytes',
};

const noValueThere: ReadonlySet<string> = new Set(['GIF', 'BTF']);

function exiftoolRanges(bytes: Buffer, container: Container): ByteRange[] {
  if (container.format === 'PNG') return container.records.filter((record) => record.kind === 'D').flatMap((record) => record.ranges);
  if (container.format === 'JPEG')
    return container.records.filter((record) => record.kind === 'S').flatMap((record) => scanAsExifTool(bytes, record.ranges));
  return container.records.flatMap((record) => record.ranges);
}

/** ExifTool takes a scan from its marker on and loses what follows the last marker in it when a segment with a length comes next. */
function scanAsExifTool(bytes: Buffer, [header, data]: readonly ByteRange[]): ByteRange[] {
  if (header == null || data == null) return [];
  const start = header.offset - 4;
  let end = data.offset + data.length;
  const next = bytes[end + 1];
  const hasNoLength = next != null && (next <= 1 || (next >= 0xd0 && next <= 0xda));
  if (!hasNoLength) {
    const isMarker = (at: number): boolean =>
      bytes[at] === 0xff && (bytes[at + 1] === 0 || ((bytes[at + 1] ?? 0) >= 0xd0 && (bytes[at + 1] ?? 0) <= 0xd7));
    end -= 1;
    while (end >= data.offset && !isMarker(end)) end -= 1;
  }
  return end < data.offset ? [] : [{ offset: start, length: end - start }];
}

describeCorpus("picture ranges agree with ExifTool's ImageDataHash", () => {
  test.each(corpusEntries())('%s', (path, entry) => {
    const bytes = corpusFile(path);
    const source = bufferSource(bytes);
    const { container } = parseContainer(source);
    const hash = createHash('sha256');
    let count = 0;
    for (const range of exiftoolRanges(bytes, container)) {
      const part = source.read(range.offset, range.length);
      hash.update(part);
      count += part.length;
    }
    const ours = count === 0 ? null : hash.digest('hex');
    const theirs = entry.ImageDataHash ?? null;
    if (noValueThere.has(entry.FileType ?? '')) return expect(theirs).toBeNull();
    if (path in deviations) return expect(ours, `now agrees, take it off the list: ${deviations[path]}`).not.toBe(theirs);
    expect(ours).toBe(theirs);
  });

  test('most of the set was compared', () => {
    expect(corpusEntries().filter(([path, entry]) => entry.ImageDataHash != null && !(path in deviations)).length).toBeGreaterThan(150);
  });
});
