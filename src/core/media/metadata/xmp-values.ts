/** The shapes in which exifr hands out XMP values: text, number, `{ lang, value }`, or a list of these. */

/** Put before list items on their way through exifr; no text begins with it. */
export const itemMark = '\u2060';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** One text; of a list of languages the default one, else the first. Null when empty. */
export function toText(value: unknown): string | null {
  if (Array.isArray(value)) {
    const entries: readonly unknown[] = value;
    return toText(entries.find((entry) => isRecord(entry) && entry['lang'] === 'x-default') ?? entries[0]);
  }
  if (isRecord(value)) return toText(value['value']);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    return value instanceof Date ? value.toISOString() : null;
  const text = decodeXmlEntities(String(value).replaceAll(itemMark, '')).trim();
  return text === '' ? null : text;
}

/** A list of texts, whether it was written as a list or as one value. */
export function toTexts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(toText).filter((text) => text != null);
}

/** The five named entities and numbered ones; exifr leaves them in place. */
export function decodeXmlEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]+));/g,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name != null) return named[name] ?? whole;
      const code = hex != null ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
