/** Capture time, camera, place and size over the whole photo set against what ExifTool reads. */
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { bufferSource } from '#core/media/byte-source.ts';
import { cameraName } from '#core/media/metadata/camera-name.ts';
import { readMetadata } from '#core/media/metadata/read-metadata.ts';
import { parseContainer } from '#core/media/parse-container.ts';
import { corpusEntries, corpusFile, describeCorpus, type OracleEntry } from './corpus.ts';

/** Fields in which we differ, with the reason. */
const deviations: Readonly<Record<string, readonly [field: string, reason: string][]>> = {
  'broken/endless_loop.jpg': [['lens', 'ExifTool reads it from the maker note']],
  'broken/exif-no-tz.jpg': [['all', 'ExifTool gives up on the cut segment; what is whole in it is read']],
  'gps/nan-exif.jpg': [['gps', 'a coordinate of 0/0 is no place']],
  'jpeg/seine_sdr_gainmap_srgb.jpg': [['subSeconds', 'only in an XMP field of its own']],
  'avif/seine_sdr_gainmap_srgb.avif': [['subSeconds', 'only in an XMP field of its own']],
  'live/IMG_7943.MOV': [
    ['takenAt', 'Apple writes the local time of a movie in a key, not in an EXIF tag'],
    ['lens', 'not read for movies'],
  ],
  'live/motion_photo_pixel_synth.jpg': [['size', 'no frame: EXIF alone has a size']],
  'raw/sample.arw': [
    ['size', "the sensor's size; ExifTool takes the maker's block, 8 pixels less"],
    ['rating', 'in no block that we read'],
  ],
  'raw/CRW.CRW': [['exposure', 'not read from the Canon heap']],
  'video/bunny_1sec.mp4': [['takenAt', 'the movie clock, UTC']],
  'tags/Chars_exiftool.jpg': [['rating', '-1 means rejected, which is no number of stars']],
  'tags/macroman.jpg': [
    ['takenAt', 'the IPTC date'],
    ['tags', 'ExifTool reads Mac OS Roman as Latin-1 and gets other letters'],
  ],
  'webp/denali.webp': [['title', 'in a Photoshop field, not in dc:title']],
  'webp/flower.webp': [['exposure', 'ISO only in the maker note']],
  'mislabeled/Issue 247-1.nef': [['exposure', 'ISO only in the maker note']],
  'raw/sample.nef': [['exposure', 'ISO only in the maker note']],
  'cameras/Casio EX-S1.jpg': [['exposure', 'an ISO of 0 is none']],
  'identity/retagged.webp': [['exposure', 'ISO only in the maker note']],
};

function differs(path: string, field: string): boolean {
  return (deviations[path] ?? []).some(([known]) => known === field || known === 'all');
}

async function readFile(path: string) {
  const source = bufferSource(corpusFile(path));
  const { container } = parseContainer(source);
  const { metadata, exifOrientation } = await readMetadata(source, container, {
    fileName: basename(path),
    mtimeMs: 0,
    nowMs: Date.UTC(2027, 0, 1),
  });
  const isTurned = (container.orientation ?? exifOrientation) >= 5;
  const size = isTurned ? [container.codedHeightPx, container.codedWidthPx] : [container.codedWidthPx, container.codedHeightPx];
  return { metadata, size: size[0] == null ? null : size };
}

function expectedTime(entry: OracleEntry): string | null {
  const match = /^([1-9]\d{3}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(String(entry.DateTimeOriginal ?? ''));
  return match == null ? null : `${match[1]}-${match[2]}-${match[3]}T${match[4]}`;
}

const pictures = corpusEntries().filter(([, entry]) => entry.FileType !== 'XMP' && entry.FileType !== 'TXT');

describeCorpus('metadata agrees with ExifTool', () => {
  test.each(pictures)('%s: capture time', async (path, entry) => {
    if (differs(path, 'takenAt')) return;
    const { metadata } = await readFile(path);
    const expected = expectedTime(entry);
    expect(metadata.takenAtSource === 'exif' ? metadata.takenAt?.slice(0, 19) : null).toBe(expected);
    if (expected == null) return;
    if (entry.SubSecTimeOriginal != null && !differs(path, 'subSeconds'))
      expect(metadata.takenAt?.slice(20)).toBe(String(entry.SubSecTimeOriginal).trim().padEnd(3, '0').slice(0, 3));
    const offset = entry.OffsetTimeOriginal?.trim();
    if (offset != null && offset !== '') expect(metadata.takenAtOffset).toBe(offset);
  });

  test.each(pictures)('%s: camera, lens, exposure, place, words', async (path, entry) => {
    const { metadata } = await readFile(path);
    if (!differs(path, 'camera'))
      expect(metadata.camera).toBe(cameraName(entry.Make ?? null, entry.Model == null ? null : String(entry.Model)));
    if (entry.LensModel != null && !differs(path, 'lens')) expect(metadata.lens).toBe(entry.LensModel);
    if (typeof entry.GPSLatitude === 'number' && typeof entry.GPSLongitude === 'number' && !differs(path, 'gps')) {
      expect(metadata.gps?.latitude).toBeCloseTo(entry.GPSLatitude, 5);
      expect(metadata.gps?.longitude).toBeCloseTo(entry.GPSLongitude, 5);
    } else if (!differs(path, 'gps')) expect(metadata.gps).toBeNull();
    if (!differs(path, 'exposure')) {
      if (entry.ISO != null)
        expect(metadata.exposure?.iso).toBe(typeof entry.ISO === 'string' ? Number(entry.ISO.split(' ').at(-1)) : entry.ISO);
      if (entry.FNumber != null) expect(metadata.exposure?.fNumber).toBeCloseTo(entry.FNumber, 2);
      if (entry.ExposureTime != null) expect(metadata.exposure?.exposureTimeS).toBeCloseTo(entry.ExposureTime, 6);
      if (entry.FocalLength != null) expect(metadata.exposure?.focalLengthMm).toBeCloseTo(entry.FocalLength, 2);
    }
    if (entry.Title != null && !differs(path, 'title')) expect(metadata.title).toBe(entry.Title);
    if (entry.Rating != null && !differs(path, 'rating')) expect(metadata.rating).toBe(entry.Rating);
    if (entry.ContentIdentifier != null) expect(metadata.contentIdentifier).toBe(entry.ContentIdentifier);
    const tags = entry['XMP:Subject'] ?? entry['IPTC:Keywords'];
    if (tags != null && !differs(path, 'tags')) expect(metadata.tags).toEqual([tags].flat().map(String));
  });

  test.each(pictures)('%s: size as a person sees it', async (path, entry) => {
    if (differs(path, 'size')) return;
    expect((await readFile(path)).size).toEqual(entry.px ?? null);
  });

  test('old text without a named encoding is read as the Mac wrote it', async () => {
    expect((await readFile('tags/macroman.jpg')).metadata.tags).toEqual(['Gesundheit/Technik/Medizin/Kampmann Hörsysteme']);
  });

  test('a capture time of zeros leaves the picture undated, whatever its mtime', async () => {
    expect((await readFile('time/zero-date photo_20.jpg')).metadata).toMatchObject({ takenAt: null, takenAtSource: 'none' });
  });
});
