/**
 * IPTC-IIM: title, caption, keywords and dates, with care for their encoding, which old tools did not name.
 * @see IPTC-IIM 4.2
 */

export interface IptcFacts {
  readonly title: string | null;
  readonly caption: string | null;
  readonly keywords: readonly string[];
  /** Sublocation, city, state, country: those that are written. */
  readonly places: readonly string[];
  /** `2019-10-14T15:00:20+00:00`, the parts that are there. */
  readonly dateCreated: string | null;
}

const maxDatasets = 10_000;
const utf8Marker = '\x1b%G';

/** Texts of an IPTC record by the numbers of their datasets, in their order. Damaged tails are left out. */
export function readIptcTexts(bytes: Buffer): { readonly id: number; readonly text: string }[] {
  const datasets: { record: number; id: number; value: Buffer }[] = [];
  for (let at = 0; at + 5 <= bytes.length && bytes[at] === 0x1c && datasets.length < maxDatasets;) {
    const length = bytes.readUInt16BE(at + 3);
    if (length > 0x7fff || at + 5 + length > bytes.length) break; // extended lengths are for pictures in IPTC, not for text
    datasets.push({ record: bytes[at + 1] ?? 0, id: bytes[at + 2] ?? 0, value: bytes.subarray(at + 5, at + 5 + length) });
    at += 5 + length;
  }
  const isUtf8 = datasets.some((set) => set.record === 1 && set.id === 90 && set.value.toString('latin1').startsWith(utf8Marker));
  const texts = datasets.filter((set) => set.record === 2);
  const decode = isUtf8 ? (value: Buffer) => value.toString('utf8') : pickDecoder(texts.map((set) => set.value));
  return texts.map(({ id, value }) => ({ id, text: decode(value).replaceAll('\0', '').trim() })).filter(({ text }) => text !== '');
}

/** What of an IPTC record the catalog keeps. */
export function readIptcFacts(bytes: Buffer): IptcFacts {
  const texts = readIptcTexts(bytes);
  const all = (id: number): string[] => texts.filter((each) => each.id === id).map(({ text }) => text);
  const [date, time] = [all(55)[0], all(60)[0]];
  return {
    title: all(5)[0] ?? null,
    caption: all(120)[0] ?? null,
    keywords: all(25),
    places: [92, 90, 95, 101].flatMap((id) => all(id).slice(0, 1)),
    dateCreated: joinDate(date, time),
  };
}

function joinDate(date: string | undefined, time: string | undefined): string | null {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(date ?? '');
  if (day == null) return null;
  const clock = /^(\d{2})(\d{2})(\d{2})([+-]\d{2})?(\d{2})?/.exec(time ?? '');
  const suffix = clock == null ? '' : `T${clock[1]}:${clock[2]}:${clock[3]}${clock[4] == null ? '' : `${clock[4]}:${clock[5] ?? '00'}`}`;
  return `${day[1]}-${day[2]}-${day[3]}${suffix}`;
}

/**
 * Without a named character set: UTF-8 when all of it is valid UTF-8; Mac OS Roman when bytes stand inside words
 * that are letters there and punctuation in Windows-1252; else Windows-1252.
 */
function pickDecoder(values: readonly Buffer[]): (value: Buffer) => string {
  const all = Buffer.concat(values.map((value) => Buffer.concat([value, Buffer.from(' ')])));
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(all);
    return (value) => value.toString('utf8');
  } catch {
    const decoder = new TextDecoder(looksMacRoman(all) ? 'macintosh' : 'windows-1252');
    return (value) => decoder.decode(value);
  }
}

function looksMacRoman(bytes: Buffer): boolean {
  let macLetters = 0;
  let windowsLetters = 0;
  for (const [index, byte] of bytes.entries()) {
    if (byte < 0x80 || !(isAsciiLetter(bytes[index - 1]) || isAsciiLetter(bytes[index + 1]))) continue;
    // 0x80-0x9f: letters with accents on the Mac; in Windows-1252 the few letters are listed
    if (byte <= 0x9f) {
      if (![0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e].includes(byte) || isAsciiLetter(bytes[index - 1])) macLetters += 1;
    } else if (byte >= 0xc0) windowsLetters += 1;
  }
  return macLetters > windowsLetters;
}

function isAsciiLetter(byte: number | undefined): boolean {
  return byte != null && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
}
