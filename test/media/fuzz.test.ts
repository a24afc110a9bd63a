/** Any bytes give a hothash, metadata and a kind: never a crash, a hang, a read past the end or an unbounded amount of work. */
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bufferSource, type ByteSource } from '#core/media/byte-source.ts';
import { computeHothash } from '#core/media/hothash.ts';
import { readAllTags } from '#core/media/metadata/all-tags.ts';
import { readMetadata } from '#core/media/metadata/read-metadata.ts';
import { parseContainer } from '#core/media/parse-container.ts';
import { movieFile, rawFile, tinyImage, tinyJpeg } from '../builders/images.ts';
import { corpusEntries, corpusFile } from './corpus.ts';

/** Per property: a few seconds in every run find what thousands of cases find; seeds of failures are printed. */
const budgetMs = Number(process.env['IMALINK_FUZZ_MS'] ?? 2500);

/** A source that counts what is asked of it: hostile structure must not multiply the work. */
function countingSource(bytes: Buffer): { source: ByteSource; reads: () => number } {
  const inner = bufferSource(bytes);
  let reads = 0;
  return {
    reads: () => reads,
    source: {
      sizeBytes: inner.sizeBytes,
      read: (offset, length) => {
        reads += 1;
        const part = inner.read(offset, length);
        expect(part.length).toBeLessThanOrEqual(Math.max(0, length));
        return part;
      },
    },
  };
}

async function examine(bytes: Buffer): Promise<void> {
  const { source, reads } = countingSource(bytes);
  const start = performance.now();
  const { container } = parseContainer(source);
  const checksum = createHash('sha256').update(bytes).digest('hex');
  const named = computeHothash(source, container, checksum);
  await readMetadata(source, container, { fileName: 'x', mtimeMs: 0, nowMs: 1 });
  for (const { tags } of await readAllTags(container)) expect(tags.length).toBeLessThanOrEqual(1000);
  expect(named.hothash).toMatch(/^[0-9a-f]{64}$/);
  if (named.hashAlgo === 'file1') expect(named.hothash).toBe(checksum);
  for (const range of container.jpegs) expect(range.offset + range.length).toBeLessThanOrEqual(bytes.length);
  expect(performance.now() - start, 'milliseconds for one file').toBeLessThan(1500);
  expect(reads(), 'reads for one file').toBeLessThan(200_000);
}

const starts = [
  '\xff\xd8\xff\xe1',
  '\x89PNG\r\n\x1a\n',
  'GIF89a',
  'RIFF\xff\xff\0\0WEBP',
  'II*\0\x08\0\0\0',
  'MM\0*\0\0\0\x08',
  'II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0',
  'IIU\0\x08\0\0\0',
  'IIRO\x08\0\0\0',
  'FUJIFILMCCD-RAW ',
  'II\x1a\0\0\0HEAPCCDR',
  '\0MRM\0\0\0\x40',
  '\0\0\0\x18ftypheic',
  '\0\0\0\x18ftypcrx ',
  '\0\0\0\x18ftypqt  ',
  '\xff\x0a',
  '\0\0\0\x0cJXL \r\n\x87\n',
  '\0\0\0\x0cjP  \r\n\x87\n',
  '<?xpacket begin="" ?><x:xmpmeta><rdf:RDF ',
];

async function seeds(): Promise<Buffer[]> {
  const preview = await tinyJpeg({ orientation: 6, takenAt: '2024:01:02 03:04:05', make: 'Canon' });
  const raws = (['DNG', 'NEF', 'CR2', 'ARW', 'PEF', 'ORF', 'SRW', 'RW2', 'RAF', 'CR3', 'CRW', 'MRW'] as const).map((format) =>
    rawFile(format, { preview }),
  );
  const images = await Promise.all((['png', 'webp', 'gif', 'tiff', 'avif'] as const).map((format) => tinyImage(format)));
  const real = corpusEntries()
    .map(([path]) => corpusFile(path))
    .filter((bytes) => bytes.length > 0 && bytes.length < 60_000);
  return [preview, ...images, ...raws, movieFile({ contentIdentifier: 'A' }), ...real];
}

describe('hostile bytes', () => {
  test('random bytes after every known beginning', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 600 }), async (start, rest) => {
        await examine(Buffer.concat([Buffer.from(start, 'latin1'), rest]));
      }),
      { numRuns: 1_000_000, interruptAfterTimeLimit: budgetMs },
    );
  });

  test('real files with bytes changed, cut out and repeated', async () => {
    const files = await seeds();
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      kind: fc.constantFrom('set', 'max', 'zero', 'cut', 'repeat'),
      value: fc.integer({ min: 0, max: 255 }),
      length: fc.integer({ min: 1, max: 40 }),
    });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(files.length - 1), fc.array(edit, { minLength: 1, maxLength: 6 }), async (index, edits) => {
        let bytes = Buffer.from(files[index] ?? Buffer.alloc(1));
        for (const { at, kind, value, length } of edits) {
          // two of three edits fall into the first kilobyte, where the structure is
          const position = Math.floor(at * (value % 3 === 0 ? bytes.length : Math.min(bytes.length, 1024)));
          if (kind === 'cut') bytes = Buffer.concat([bytes.subarray(0, position), bytes.subarray(position + length)]);
          else if (kind === 'repeat') bytes = Buffer.concat([bytes.subarray(0, position), bytes.subarray(Math.max(0, position - length))]);
          else
            bytes.fill(
              kind === 'set' ? value : kind === 'max' ? 0xff : 0,
              position,
              Math.min(bytes.length, position + (kind === 'set' ? 1 : 4)),
            );
        }
        await examine(bytes);
        count += 1;
      }),
      { numRuns: 1_000_000, interruptAfterTimeLimit: budgetMs },
    );
    expect(count).toBeGreaterThan(100);
  });

  test('directories that point at themselves end', async () => {
    const loop = Buffer.alloc(64);
    loop.write('II*\0', 'latin1');
    loop.writeUInt32LE(8, 4);
    loop.writeUInt16LE(2, 8);
    loop.writeUInt16LE(0x14a, 10);
    loop.writeUInt16LE(4, 12);
    loop.writeUInt32LE(1, 14);
    loop.writeUInt32LE(8, 18);
    loop.writeUInt16LE(0x8769, 22);
    loop.writeUInt16LE(4, 24);
    loop.writeUInt32LE(1, 26);
    loop.writeUInt32LE(8, 30);
    loop.writeUInt32LE(8, 34);
    await examine(loop);
  });

  test('a chain of directories that is a ring ends', async () => {
    const ring = Buffer.alloc(40);
    ring.write('II*\0', 'latin1');
    ring.writeUInt32LE(8, 4);
    ring.writeUInt16LE(1, 8);
    ring.writeUInt16LE(0x100, 10);
    ring.writeUInt16LE(4, 12);
    ring.writeUInt32LE(1, 14);
    ring.writeUInt32LE(8, 22);
    await examine(ring);
  });

  test('counts in the billions cost nothing', async () => {
    const movie = movieFile();
    for (const table of ['stsz', 'stsc', 'stco']) {
      const bytes = Buffer.from(movie);
      const at = bytes.indexOf(table);
      bytes.fill(0xff, at + 8, at + 16);
      await examine(bytes);
    }
    const items = Buffer.concat([
      Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
      Buffer.from('0000003a6d65746100000000', 'hex'),
      Buffer.from('00000010696c6f6301000000440000ffff', 'hex'),
      Buffer.from('0000000e69696e660000000000', 'hex'),
    ]);
    await examine(items);
  });
});
