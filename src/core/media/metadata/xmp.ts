/** What XMP packets say, read by exifr: only the packet is handed over, never the file. */
import { colorOfDarktable, colorOfLabel, type LabelColor } from '#domain/organize/labels.ts';
import { loadExifr } from './exifr.ts';
import { decodeXmlEntities, itemMark, toText, toTexts } from './xmp-values.ts';

export interface XmpFacts {
  readonly title: string | null;
  readonly caption: string | null;
  /** -1 (rejected) to 5, as written. */
  readonly rating: number | null;
  readonly tags: readonly string[];
  /** Of the label, where its word is one of the usual ones. */
  readonly color: LabelColor | null;
  /** digiKam's flag; a rating of -1 rejects as well. */
  readonly flag: 'pick' | 'reject' | null;
  /** Sublocation, city, state, country: those that are written. */
  readonly places: readonly string[];
  readonly dateTimeOriginal: string | null;
  readonly dateTimeDigitized: string | null;
  readonly lens: string | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** IPTC Core: from the street to the country. */
const placeFields = [
  ['Iptc4xmpCore', 'Location'],
  ['photoshop', 'City'],
  ['photoshop', 'State'],
  ['photoshop', 'Country'],
] as const;

/** Larger packets hold depth maps and edit histories, nothing that is shown; parsing them is slow. */
const maxPacketBytes = 2 * 1024 * 1024;

/** exifr's time grows with the square of what is nested and listed; beyond these it would be seconds. Edited photos have hundreds. */
const maxElements = 30_000;
const maxListItems = 6000;

/** `digiKam:PickLabel`: none, rejected, pending, accepted. */
const pickLabels: readonly ('pick' | 'reject' | null)[] = [null, 'reject', null, 'pick'];

type Namespace = Readonly<Record<string, unknown>>;

/**
 * Reads the packets of one file; the first that has a field gives it.
 * @returns null when there is none that can be read
 */
export async function readXmpFacts(packets: readonly Buffer[]): Promise<XmpFacts | null> {
  const parsed: Readonly<Record<string, Namespace>>[] = [];
  for (const packet of packets.slice(0, 4)) {
    const value = await parsePacket(packet);
    if (value != null) parsed.push(value);
  }
  if (parsed.length === 0) return null;
  const find = (...names: readonly (readonly [string, string])[]): unknown => {
    for (const [space, name] of names) {
      for (const packet of parsed) {
        const value = packet[space]?.[name];
        if (value != null) return value;
      }
    }
    return null;
  };
  const rating = Number(toText(find(['xmp', 'Rating'], ['xap', 'Rating'])) ?? Number.NaN);
  return {
    title: toText(find(['dc', 'title'])),
    caption: toText(find(['dc', 'description'], ['tiff', 'ImageDescription'])),
    rating: Number.isFinite(rating) ? rating : null,
    tags: toTexts(find(['dc', 'subject'])),
    color: colorOfLabel(toText(find(['xmp', 'Label'], ['xap', 'Label']))) ?? colorOfDarktable(toTexts(find(['darktable', 'colorlabels']))),
    flag: rating < 0 ? 'reject' : (pickLabels[Number(toText(find(['digiKam', 'PickLabel'])) ?? Number.NaN)] ?? null),
    places: placeFields.flatMap((field) => toText(find(field)) ?? []),
    dateTimeOriginal: toText(find(['exif', 'DateTimeOriginal'], ['photoshop', 'DateCreated'])),
    dateTimeDigitized: toText(find(['exif', 'DateTimeDigitized'], ['xmp', 'CreateDate'], ['xap', 'CreateDate'])),
    lens: toText(find(['exifEX', 'LensModel'], ['aux', 'Lens'])),
    make: toText(find(['tiff', 'Make'])),
    model: toText(find(['tiff', 'Model'])),
    latitude: readCoordinate(toText(find(['exif', 'GPSLatitude'])), 90),
    longitude: readCoordinate(toText(find(['exif', 'GPSLongitude'])), 180),
  };
}

/** A packet by its namespaces; null when there is nothing in it, or it is more than is worth reading. */
export async function parsePacket(packet: Buffer): Promise<Readonly<Record<string, Namespace>> | null> {
  if (packet.length > maxPacketBytes) return null;
  const text = decodePacket(packet);
  if (!text.includes('<rdf:RDF') && !text.includes('rdf:Description')) return null;
  if (countOf(text, '<') > maxElements || countOf(text, '<rdf:li') > maxListItems) return null;
  try {
    const { sidecar } = await loadExifr();
    const result = await sidecar(
      Buffer.from(guardListItems(text)),
      { xmp: { parse: true, multiSegment: false }, mergeOutput: false },
      'xmp',
    );
    return result == null ? null : (result as Record<string, Namespace>);
  } catch {
    return null; // a packet that exifr cannot read says nothing; the picture is imported all the same
  }
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count += 1;
  return count;
}

/** exifr turns what looks like a number into one; a tag `007` stays a text behind a mark that `toText` takes off again. */
function guardListItems(text: string): string {
  return text.replace(/(<rdf:li(?:\s[^<>]*)?>)(?=[^<])/g, `$1${itemMark}`);
}

function decodePacket(packet: Buffer): string {
  const isUtf16 = packet[0] === 0 || packet[1] === 0;
  const text = !isUtf16
    ? packet.toString('utf8')
    : packet[0] === 0
      ? Buffer.from(packet)
          .subarray(0, packet.length - (packet.length % 2))
          .swap16()
          .toString('utf16le')
      : packet.toString('utf16le');
  return text.replace(/\0+$/, '');
}

/** `53,13.1603280N` or `53,13,9.6N`. */
function readCoordinate(text: string | null, limit: number): number | null {
  const match = /^(\d+),(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?([NSEW])$/.exec(decodeXmlEntities(text ?? '').trim());
  if (match == null) return null;
  const value = Number(match[1]) + Number(match[2]) / 60 + Number(match[3] ?? 0) / 3600;
  if (value > limit) return null;
  return match[4] === 'S' || match[4] === 'W' ? -value : value;
}
