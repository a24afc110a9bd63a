/**
 * Which formats ImaLink knows: by their first bytes (what a file is) and by their extension (what a person calls it).
 * Pure and cheap: the import lister, the scanner and the worker all use it.
 */
import type { MediaKind } from './types.ts';

/** What the first bytes say. TIFF-based RAW files are told apart later, by their directories. */
export type DetectedFormat =
  | 'JPEG'
  | 'PNG'
  | 'GIF'
  | 'WEBP'
  | 'TIFF'
  | 'CR2'
  | 'RW2'
  | 'ORF'
  | 'RAF'
  | 'CRW'
  | 'MRW'
  | 'X3F'
  | 'CR3'
  | 'HEIF'
  | 'MOV'
  | 'MP4'
  | 'JXL'
  | 'JXL-STREAM'
  | 'JP2'
  | 'JP2-STREAM'
  | 'BMP'
  | 'PSD'
  | 'AVI'
  | 'WAV'
  | 'XMP'
  | 'PLIST'
  | 'JSON'
  | 'SVG'
  | 'HTML'
  | 'TEXT'
  | 'PDF'
  | 'UNKNOWN';

/** Formats that may carry each other's extensions without deceiving anybody. */
export type FormatFamily =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'tiff'
  | 'heif'
  | 'movie'
  | 'jxl'
  | 'jp2'
  | 'bmp'
  | 'psd'
  | 'avi'
  | 'raf'
  | 'crw'
  | 'mrw'
  | 'x3f'
  | 'cr3'
  | 'sidecar'
  | 'wav';

/** How an extension is treated by the import. */
export type NameRole = 'image' | 'raw' | 'video' | 'companion';

/** How many leading bytes `detectFormat` wants. */
export const detectBytes = 512;

const tiffRaws = [
  'dng',
  'gpr',
  'nef',
  'nrw',
  'cr2',
  'arw',
  'sr2',
  'srf',
  'rw2',
  'rwl',
  'orf',
  'pef',
  'srw',
  '3fr',
  'fff',
  'erf',
  'dcr',
  'kdc',
  'mef',
  'mos',
  'iiq',
];

const extensions: ReadonlyMap<string, { readonly family: FormatFamily; readonly role: NameRole }> = new Map([
  ...row('jpeg', 'image', ['jpg', 'jpeg', 'jpe', 'jfif', 'mpo']),
  ...row('png', 'image', ['png', 'apng']),
  ...row('gif', 'image', ['gif']),
  ...row('webp', 'image', ['webp']),
  ...row('tiff', 'image', ['tif', 'tiff']),
  ...row('heif', 'image', ['heic', 'heif', 'hif', 'avif']),
  ...row('jxl', 'image', ['jxl']),
  ...row('jp2', 'image', ['jp2', 'j2k', 'jpf', 'jpx']),
  ...row('bmp', 'image', ['bmp']),
  ...row('psd', 'image', ['psd']),
  ...row('tiff', 'raw', tiffRaws),
  ...row('raf', 'raw', ['raf']),
  ...row('crw', 'raw', ['crw']),
  ...row('mrw', 'raw', ['mrw']),
  ...row('x3f', 'raw', ['x3f']),
  ...row('cr3', 'raw', ['cr3']),
  ...row('movie', 'video', ['mov', 'mp4', 'm4v', '3gp', 'qt']),
  ...row('avi', 'video', ['avi']),
  ...row('sidecar', 'companion', ['xmp', 'aae', 'json']),
  ...row('jpeg', 'companion', ['thm']),
  ...row('wav', 'companion', ['wav']),
]);

function row(family: FormatFamily, role: NameRole, names: readonly string[]): [string, { family: FormatFamily; role: NameRole }][] {
  return names.map((name) => [name, { family, role }]);
}

const families: Readonly<Record<DetectedFormat, FormatFamily | null>> = {
  JPEG: 'jpeg',
  PNG: 'png',
  GIF: 'gif',
  WEBP: 'webp',
  TIFF: 'tiff',
  CR2: 'tiff',
  RW2: 'tiff',
  ORF: 'tiff',
  RAF: 'raf',
  CRW: 'crw',
  MRW: 'mrw',
  X3F: 'x3f',
  CR3: 'cr3',
  HEIF: 'heif',
  MOV: 'movie',
  MP4: 'movie',
  JXL: 'jxl',
  'JXL-STREAM': 'jxl',
  JP2: 'jp2',
  'JP2-STREAM': 'jp2',
  BMP: 'bmp',
  PSD: 'psd',
  AVI: 'avi',
  WAV: 'wav',
  XMP: 'sidecar',
  PLIST: 'sidecar',
  JSON: 'sidecar',
  SVG: null,
  HTML: null,
  TEXT: null,
  PDF: null,
  UNKNOWN: null,
};

/** The extension of a name or path without its dot, in lower case; empty when there is none or the name only starts with a dot. */
export function extensionOf(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** How the import treats a name; null for names that it does not know. */
export function roleOfName(path: string): NameRole | null {
  return extensions.get(extensionOf(path))?.role ?? null;
}

/** Whether the import looks at a file of this name: a picture, a RAW, a movie or a companion of one. */
export function isSupportedName(path: string): boolean {
  return roleOfName(path) != null;
}

/**
 * Whether the name promises another format than the content is: a HEIC called `.jpg`.
 * False when either side is unknown: then there is no promise to break.
 */
export function isLyingName(name: string, format: DetectedFormat): boolean {
  const promised = extensions.get(extensionOf(name))?.family;
  const found = families[format];
  return promised != null && found != null && promised !== found;
}

/** Whether the name promises a picture or a movie and the content is none. */
export function isFalseImageName(name: string, format: DetectedFormat): boolean {
  const role = roleOfName(name);
  return role != null && role !== 'companion' && families[format] == null;
}

/** What a detected format is used as. A TIFF-based RAW is an `image` here: only its directories tell it from a TIFF. */
export function kindOf(format: DetectedFormat): MediaKind {
  switch (families[format]) {
    case null:
      return 'other';
    case 'sidecar':
      return 'sidecar';
    case 'wav':
      return 'audio';
    case 'movie':
    case 'avi':
      return 'video';
    case 'raf':
    case 'crw':
    case 'mrw':
    case 'x3f':
    case 'cr3':
      return 'raw';
    case 'tiff':
      return format === 'TIFF' ? 'image' : 'raw';
    default:
      return 'image';
  }
}

/** Bytes at the start (or at an offset) that only one format has. */
const signatures: readonly (readonly [text: string, format: DetectedFormat, offset?: number])[] = [
  ['\xff\xd8\xff', 'JPEG'],
  ['\x89PNG\r\n\x1a\n', 'PNG'],
  ['GIF87a', 'GIF'],
  ['GIF89a', 'GIF'],
  ['FUJIFILMCCD-RAW', 'RAF'],
  ['HEAPCCDR', 'CRW', 6],
  ['\0MRM', 'MRW'],
  ['FOVb', 'X3F'],
  ['8BPS', 'PSD'],
  ['%PDF', 'PDF'],
  ['\xff\x0a', 'JXL-STREAM'],
  ['\xff\x4f\xff\x51', 'JP2-STREAM'],
  ['\0\0\0\x0cJXL \r\n\x87\n', 'JXL'],
  ['\0\0\0\x0cjP  \r\n\x87\n', 'JP2'],
];

/**
 * Tells a format by its first bytes.
 * @param head the first `detectBytes` bytes, or all of a shorter file.
 */
export function detectFormat(head: Uint8Array): DetectedFormat {
  const text = latin1(head, 0, 16);
  const signed = signatures.find(([start, , offset = 0]) => text.startsWith(start, offset));
  if (signed != null) return signed[1];
  if (text.startsWith('RIFF')) return detectRiff(text.slice(8, 12));
  return detectTiff(text) ?? detectBoxes(head) ?? (isBmp(head) ? 'BMP' : detectText(head));
}

function detectRiff(form: string): DetectedFormat {
  return form === 'WEBP' ? 'WEBP' : form === 'AVI ' ? 'AVI' : form === 'WAVE' ? 'WAV' : 'UNKNOWN';
}

function detectTiff(text: string): DetectedFormat | null {
  const start = text.slice(0, 4);
  if (start === 'II*\0') return text.slice(8, 10) === 'CR' ? 'CR2' : 'TIFF';
  if (start === 'MM\0*' || start === 'II+\0' || start === 'MM\0+') return 'TIFF';
  if (start === 'IIU\0') return 'RW2';
  if (start === 'IIRO' || start === 'IIRS' || start === 'MMOR') return 'ORF';
  return null;
}

const heifBrands: ReadonlySet<string> = new Set([
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'mif1',
  'msf1',
  'mif2',
  'avif',
  'avis',
  'j2ki',
  'unif',
]);

function detectBoxes(head: Uint8Array): DetectedFormat | null {
  const type = latin1(head, 4, 8);
  if (type === 'moov' || type === 'mdat' || type === 'wide' || type === 'free' || type === 'skip' || type === 'pnot')
    return isPlausibleBox(head) ? 'MOV' : null;
  if (type !== 'ftyp') return null;
  const brand = latin1(head, 8, 12);
  if (brand === 'crx ') return 'CR3';
  if (heifBrands.has(brand)) return 'HEIF';
  if (brand === 'qt  ') return 'MOV';
  const length = ((head[2] ?? 0) << 8) | (head[3] ?? 0);
  for (let at = 16; at + 4 <= Math.min(length, head.length); at += 4)
    if (['heic', 'mif1', 'avif'].includes(latin1(head, at, at + 4))) return 'HEIF';
  return 'MP4';
}

function isPlausibleBox(head: Uint8Array): boolean {
  const length = (head[0] ?? 0) * 0x1000000 + ((head[1] ?? 0) << 16) + ((head[2] ?? 0) << 8) + (head[3] ?? 0);
  return length === 0 || length === 1 || length >= 8;
}

function isBmp(head: Uint8Array): boolean {
  const headerBytes = head[14] ?? 0;
  return head[0] === 0x42 && head[1] === 0x4d && [12, 40, 52, 56, 64, 108, 124].includes(headerBytes);
}

function detectText(head: Uint8Array): DetectedFormat {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const bytes = isUtf16 ? head.filter((byte) => byte !== 0) : head;
  if (bytes.length === 0) return 'UNKNOWN';
  for (const byte of isUtf16 ? bytes.subarray(2) : bytes)
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) return 'UNKNOWN';
  const start = latin1(bytes, 0, detectBytes)
    .replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .trimStart();
  if (/^<\?xpacket|^(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)?<(x:xmpmeta|x:xapmeta|rdf:RDF)/.test(start)) return 'XMP';
  if (/^(<\?xml[^>]*>\s*)?(<!DOCTYPE plist|<plist)/.test(start)) return 'PLIST';
  if (/^<!DOCTYPE html|^<html|^<head/i.test(start)) return 'HTML';
  if (/^(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/.test(start)) return 'SVG';
  if (/^[[{]\s*(["{[\]}]|-?\d|true|false|null)/.test(start)) return 'JSON';
  return 'TEXT';
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < Math.min(end, bytes.length); at += 1) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}
