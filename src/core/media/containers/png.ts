/**
 * PNG and APNG. Compressed data is joined over chunk borders; sequence numbers of animation chunks are left out,
 * so that rewriting a file with other chunk sizes keeps its name.
 * @see docs/format/hothash.md#png
 */
import { inflateSync } from 'node:zlib';
import { bufferSource, type ByteSource } from '../byte-source.ts';
import { emptyContainer, maxMetadataBytes, type ByteRange, type Container, type ImageRecord } from '../container.ts';

/** A 100 Mpx PNG in 8 KiB chunks has about 50,000. */
const maxChunks = 1_000_000;
const textChunks: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt']);

/** Parses a PNG from its signature. */
export function parsePng(source: ByteSource): Container {
  const collector = collect(source);
  const header = source.read(16, 8);
  const isHeader = source.read(12, 4).toString('latin1') === 'IHDR' && header.length === 8;
  const texts = collector.texts.map((chunk) => readText(source, chunk)).filter((text) => text != null);
  const exif =
    collector.exif.length > 0
      ? collector.exif.map((range) => bufferSource(source.read(range.offset, range.length)))
      : texts.filter((text) => text.key === 'exif').map((text) => bufferSource(text.value));
  return {
    ...emptyContainer('PNG', 'image'),
    records: collector.records,
    isComplete: collector.hasEnd && isHeader,
    codedWidthPx: isHeader ? header.readUInt32BE(0) : null,
    codedHeightPx: isHeader ? header.readUInt32BE(4) : null,
    exif: exif.map((block) => ({ role: 'ifd0', source: block })),
    xmp: texts.filter((text) => text.key === 'xmp').map((text) => text.value),
    iptc: texts.find((text) => text.key === 'iptc')?.value ?? null,
  };
}

interface Collector {
  readonly records: ImageRecord[];
  readonly exif: ByteRange[];
  readonly texts: { kind: string; range: ByteRange }[];
  hasEnd: boolean;
}

function collect(source: ByteSource): Collector {
  const collector: Collector = { records: [], exif: [], texts: [], hasEnd: false };
  let open: { kind: string; ranges: ByteRange[] } | null = null;
  const join = (kind: string, range: ByteRange): void => {
    if (open?.kind !== kind) collector.records.push((open = { kind, ranges: [] }));
    open.ranges.push(range);
  };
  let position = 8;
  for (let count = 0; count < maxChunks; count += 1) {
    const head = source.read(position, 8);
    if (head.length < 8) break;
    const length = head.readUInt32BE(0);
    const kind = head.toString('latin1', 4, 8);
    const payload = { offset: position + 8, length };
    if (position + 12 + length > source.sizeBytes) {
      if (kind === 'IDAT') join('D', payload);
      break;
    }
    position += 12 + length;
    if (kind === 'IEND') {
      collector.hasEnd = true;
      break;
    }
    if (kind === 'IDAT') join('D', payload);
    else if (kind === 'fdAT') join('f', { offset: payload.offset + 4, length: Math.max(0, length - 4) });
    else if (kind === 'fcTL') {
      open = null;
      collector.records.push({ kind: 'c', ranges: [{ offset: payload.offset + 4, length: Math.max(0, length - 4) }] });
    } else if (kind === 'IHDR') collector.records.push({ kind: 'I', ranges: [payload] });
    else if (kind === 'PLTE') collector.records.push({ kind: 'P', ranges: [payload] });
    else if (kind === 'tRNS') collector.records.push({ kind: 'T', ranges: [payload] });
    else if (kind === 'eXIf' && length <= maxMetadataBytes) collector.exif.push(payload);
    else if (textChunks.has(kind) && length <= maxMetadataBytes && collector.texts.length < 200)
      collector.texts.push({ kind, range: payload });
  }
  return collector;
}

/** XMP in its own text chunk, or EXIF, IPTC and XMP as ImageMagick's "raw profile": a length and hex digits. */
function readText(source: ByteSource, chunk: { kind: string; range: ByteRange }): { key: 'xmp' | 'exif' | 'iptc'; value: Buffer } | null {
  const bytes = source.read(chunk.range.offset, chunk.range.length);
  const keyEnd = bytes.indexOf(0);
  if (keyEnd < 1 || keyEnd > 79) return null;
  const key = bytes.toString('latin1', 0, keyEnd);
  if (key === 'XML:com.adobe.xmp') {
    const value = textValue(chunk.kind, bytes, keyEnd);
    return value == null ? null : { key: 'xmp', value };
  }
  const profile = /^Raw profile type (exif|APP1|xmp|iptc)$/.exec(key)?.[1];
  if (profile == null) return null;
  const value = textValue(chunk.kind, bytes, keyEnd);
  return value == null ? null : decodeProfile(profile, value);
}

function decodeProfile(profile: string, text: Buffer): { key: 'xmp' | 'exif' | 'iptc'; value: Buffer } | null {
  const body = /^\s*\w+\s+\d+\s+([0-9a-fA-F\s]+)/.exec(text.toString('latin1'))?.[1];
  if (body == null) return null;
  const bytes = Buffer.from(body.replace(/\s+/g, ''), 'hex');
  if (profile === 'xmp') return { key: 'xmp', value: bytes };
  if (profile === 'iptc') return { key: 'iptc', value: bytes };
  if (bytes.toString('latin1', 0, 6) === 'Exif\0\0') return { key: 'exif', value: bytes.subarray(6) };
  return profile === 'exif' ? { key: 'exif', value: bytes } : { key: 'xmp', value: bytes.subarray(Math.max(0, bytes.indexOf('<'))) };
}

function textValue(kind: string, bytes: Buffer, keyEnd: number): Buffer | null {
  if (kind === 'tEXt') return bytes.subarray(keyEnd + 1);
  if (kind === 'zTXt') return inflate(bytes.subarray(keyEnd + 2));
  const languageEnd = bytes.indexOf(0, keyEnd + 3);
  const translatedEnd = languageEnd < 0 ? -1 : bytes.indexOf(0, languageEnd + 1);
  if (translatedEnd < 0) return null;
  const value = bytes.subarray(translatedEnd + 1);
  return bytes[keyEnd + 1] === 1 ? inflate(value) : value;
}

function inflate(bytes: Buffer): Buffer | null {
  try {
    return inflateSync(bytes, { maxOutputLength: maxMetadataBytes });
  } catch {
    return null; // damaged or a bomb: metadata that cannot be read is metadata that is not there
  }
}
