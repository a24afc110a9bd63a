/**
 * Everything the metadata blocks of a file say, as names and texts: for who wants to see it all. Nothing of it is kept. Names and
 * the words of values are exifr's; blocks are read by our own bounded readers, and what is large or binary is only measured.
 */
import type { Container } from '../container.ts';
import { readNumbers, readText, type IfdEntry } from '../containers/tiff-ifd.ts';
import type { TagGroup } from '../types.ts';
import { followPointer, openDirectories, type Directory } from './exif-tags.ts';
import { loadExifr, type TagWords } from './exifr.ts';
import { readIptcTexts } from './iptc.ts';
import { parsePacket } from './xmp.ts';
import { toTexts } from './xmp-values.ts';

/** Real files have two or three hundred. */
const mostTags = 1000;
const longestText = 500;
const mostNumbers = 16;
/** Pointers to other directories, and what is no text for people: maker notes, previews, profiles, packets read elsewhere. */
const passedOver = new Set([0x8769, 0x8825, 0xa005, 0x927c, 0x02bc, 0x83bb, 0x8649, 0x8773, 0x014a, 0x0201, 0x0202, 0x0111, 0x0117]);
const [byteType, asciiType, undefinedType] = [1, 2, 7];

/** Reads the groups that there are, in the order EXIF, GPS, IPTC, XMP. */
export async function readAllTags(container: Container): Promise<TagGroup[]> {
  const words = await loadExifr();
  const main = openDirectories(container.exif, 'ifd0');
  const exif = [...openDirectories(container.exif, 'exif'), ...main.flatMap((directory) => followPointer(directory, 0x8769))];
  const gps = [...openDirectories(container.exif, 'gps'), ...main.flatMap((directory) => followPointer(directory, 0x8825))];
  const groups = [
    { name: 'EXIF', tags: [...tagsOf(main, 'ifd0', words), ...tagsOf(exif, 'exif', words)] },
    { name: 'GPS', tags: tagsOf(gps, 'gps', words) },
    { name: 'IPTC', tags: iptcTags(container.iptc, words) },
    { name: 'XMP', tags: await xmpTags(container.xmp) },
  ];
  return groups.map(({ name, tags }) => ({ name, tags: tags.slice(0, mostTags) })).filter(({ tags }) => tags.length > 0);
}

type Tag = TagGroup['tags'][number];

/** Where two directories have a tag, the first wins, as it does for the catalog. */
function tagsOf(directories: readonly Directory[], block: string, { tagKeys, tagValues }: TagWords): Tag[] {
  const found = new Map<number, Tag>();
  for (const directory of directories)
    for (const entry of directory.ifd.entries.values()) {
      if (found.has(entry.tag) || passedOver.has(entry.tag)) continue;
      const value = valueOf(directory, entry, tagValues.get(block)?.get(entry.tag));
      const name = tagKeys.get(block)?.get(entry.tag) ?? `0x${entry.tag.toString(16).padStart(4, '0')}`;
      if (value !== '') found.set(entry.tag, { name, value });
    }
  return [...found.values()];
}

function valueOf({ source, header }: Directory, entry: IfdEntry, named: Readonly<Record<string, string>> | undefined): string {
  if (entry.type === asciiType) {
    const text = readText(source, entry) ?? '';
    return short(named?.[text] ?? text);
  }
  if (entry.count > mostNumbers)
    return entry.type === byteType || entry.type === undefinedType ? longBytes(source, entry) : measured(entry);
  if (entry.type === undefinedType && entry.count > 1) return longBytes(source, entry);
  const numbers = readNumbers(source, header, entry, mostNumbers);
  return numbers.map((value) => named?.[String(value)] ?? String(Number(value.toPrecision(7)))).join(', ');
}

/** Bytes that are a text (a comment, a version, Windows' UTF-16) are one; others are measured. */
function longBytes(source: Directory['source'], entry: IfdEntry): string {
  if (entry.valueBytes > 4096) return measured(entry);
  const bytes = source.read(entry.valueOffset, entry.valueBytes);
  // The eight bytes before a UserComment name its encoding.
  const isComment = /^(?:ASCII|UNICODE|JIS)\0/.test(bytes.toString('latin1', 0, 8));
  const body = isComment ? bytes.subarray(8) : bytes;
  const isWide = body.length >= 4 && body[1] === 0 && body[3] === 0;
  const text = body
    .toString(isWide ? 'utf16le' : 'utf8')
    .replaceAll('\0', '')
    .trim();
  return /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}\n\r\t]*$/u.test(text) && !text.includes('\ufffd') ? short(text) : measured(entry);
}

const measured = (entry: IfdEntry): string => `(${entry.valueBytes} bytes)`;
const short = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText)}…` : text);

function iptcTags(bytes: Buffer | null, { tagKeys }: TagWords): Tag[] {
  // The first is the version of the record, a number in bytes.
  const texts = bytes == null ? [] : readIptcTexts(bytes).filter(({ id }) => id !== 0);
  return [...Map.groupBy(texts, ({ id }) => id)].map(([id, same]) => ({
    name: tagKeys.get('iptc')?.get(id) ?? String(id),
    value: short(same.map(({ text }) => text).join(', ')),
  }));
}

async function xmpTags(packets: readonly Buffer[]): Promise<Tag[]> {
  const tags = new Map<string, string>();
  for (const packet of packets.slice(0, 4))
    for (const [space, fields] of Object.entries((await parsePacket(packet)) ?? {})) {
      // How the packet is written, not what it says.
      if (space === 'xmlns' || space === 'rdf' || typeof fields !== 'object' || fields === null) continue;
      for (const [name, value] of Object.entries(fields)) {
        const text = toTexts(value).join(', ');
        if (text !== '' && !tags.has(`${space}:${name}`)) tags.set(`${space}:${name}`, short(text));
      }
    }
  return [...tags].map(([name, value]) => ({ name, value }));
}
