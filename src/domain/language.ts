/** The languages of the app, and which of them a system's language is. */
export const languages = ['en', 'nb'] as const;
export type Language = (typeof languages)[number];

/** Written Norwegian has two forms and one old name for both; who reads nynorsk reads bokmål. */
const spokenAs: Readonly<Partial<Record<string, Language>>> = { en: 'en', nb: 'nb', nn: 'nb', no: 'nb' };

/** The language behind `nb`, `nn-NO` or `en_GB`; null for one the app does not speak. */
export function languageOf(tag: string): Language | null {
  return spokenAs[(tag.split(/[-_]/)[0] ?? '').toLowerCase()] ?? null;
}
