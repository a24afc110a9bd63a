/** All that the metadata of a file says: against files made here, and against what other programs read from real ones. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTags } from '#core/media/run-media-job.ts';
import { testEngine } from '../builders/engine.ts';
import { exifBlock, tinyJpeg, withSegment } from '../builders/images.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, writeTree } from '../builders/tree.ts';
import { corpusEntries, corpusRoot, describeCorpus } from './corpus.ts';

async function tagsOf(bytes: Buffer): Promise<Record<string, Record<string, string>>> {
  const path = join(tempFolder(), 'a.jpg');
  writeFileSync(path, bytes);
  const read = await readTags(path);
  if (!read.ok) throw new Error(read.problem.message);
  return Object.fromEntries(read.groups.map(({ name, tags }) => [name, Object.fromEntries(tags.map((tag) => [tag.name, tag.value]))]));
}

const withExif = async (options: Parameters<typeof exifBlock>[0]): Promise<Buffer> =>
  withSegment(await tinyJpeg(), 0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifBlock(options)]));

describe('everything a file says', () => {
  test('is read by name, values in words, numbers as they are; what is binary is measured', async () => {
    const file = await withExif({
      make: 'Canon',
      orientation: 6,
      exif: {
        tags: {
          0x8822: { short: [3] },
          0x829a: { rational: [[1, 250]] },
          0x9286: Buffer.from('ASCII\0\0\0with Anna'),
          0x927c: Buffer.from('a maker note that says nothing to people'),
          0xa40b: Buffer.from([1, 2, 3, 0xff, 0xfe]),
        },
      },
      gps: { tags: { 0x10: 'T', 0x11: { rational: [[2143, 10]] } } },
    });
    const packet = `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:Temperature="5350" crs:LensProfileName="A &amp; B"/></rdf:RDF></x:xmpmeta>`;
    expect(await tagsOf(withSegment(file, 0xe1, Buffer.from(packet)))).toEqual({
      EXIF: {
        Make: 'Canon',
        Orientation: 'Rotate 90 CW',
        ExposureProgram: 'Aperture priority',
        ExposureTime: '0.004',
        UserComment: 'with Anna',
        DeviceSettingDescription: '(5 bytes)',
      },
      GPS: { GPSImgDirectionRef: 'T', GPSImgDirection: '214.3' },
      XMP: { 'crs:Temperature': '5350', 'crs:LensProfileName': 'A & B' },
    });
  });

  test('a tag nobody knows has its number, and a text without an end is cut', async () => {
    const { EXIF = {} } = await tagsOf(await withExif({ exif: { tags: { 0xeeee: 'mine', 0xa420: 'x'.repeat(2000) } } }));
    expect(EXIF['0xeeee']).toBe('mine');
    expect(EXIF['ImageUniqueID']).toHaveLength(501);
  });

  test('a file without metadata says nothing, one that is gone is named', async () => {
    expect(await tagsOf(await tinyJpeg())).toEqual({});
    expect(await readTags(join(tempFolder(), 'gone.jpg'))).toMatchObject({ ok: false, problem: { code: 'vanished' } });
  });

  test('of a photo it is read from a file that can be reached, and refused with the next step when there is none', async () => {
    const folder = tempFolder();
    writeTree(join(folder, 'card'), { 'a.jpg': await jpeg({ seed: 1, takenAt: '2024:07:15 10:00:00', camera: 'Canon EOS R6' }) });
    const app = await testEngine();
    const { uuid, photos } = await app.newStorage();
    await app.import({ sources: [join(folder, 'card')], storage: uuid });
    const hothash = (await app.call('search', { query: 'a' })).photos[0]?.hothash ?? '';
    const { path, groups } = await app.call('photo.metadata', { hothash });
    expect(path.endsWith('a.jpg')).toBe(true);
    expect(groups[0]?.tags).toContainEqual({ name: 'DateTimeOriginal', value: '2024:07:15 10:00:00' });
    await expect(app.call('photo.metadata', { hothash: 'f'.repeat(64) })).rejects.toMatchObject({ code: 'photo-not-found' });
    renameSync(photos, `${photos} away`);
    await expect(app.call('photo.metadata', { hothash })).rejects.toMatchObject({ code: 'storage-offline' });
  });
});

describeCorpus('everything real files say', () => {
  test('every file of the set is read, those with a camera say which', async () => {
    for (const [path, { Make: make }] of corpusEntries()) {
      const file = join(corpusRoot, path);
      const read = await readTags(file);
      expect([path, read.ok || readFileSync(file).length === 0]).toEqual([path, true]);
      if (!read.ok) continue;
      const all = read.groups.flatMap(({ tags }) => tags);
      const said = all.find(({ name }) => /^(tiff:)?Make$/.test(name))?.value;
      if (said !== undefined && make !== undefined) expect([path, said]).toEqual([path, String(make).trim()]);
      expect(all.filter(({ name, value }) => name === '' || value === '' || value.length > 501)).toEqual([]);
    }
  });
});
