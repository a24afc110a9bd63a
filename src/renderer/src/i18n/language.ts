/** The language of the page: which catalogue is read, and the locale of numbers and dates. */
import { create } from 'zustand';
import type { Settings } from '#contract/system.ts';
import { languageOf, type Language } from '#domain/language.ts';

export interface Speech {
  readonly language: Language;
  /** For Intl: the language with the region that the system says, so that dates stay those of the country. */
  readonly locale: string;
}

export const useLanguage = create<Speech>(() => ({ language: 'en', locale: 'en' }));

/** The languages by their own names, as a person looks for them. */
export const languageNames: Record<Language, string> = { en: 'English', nb: 'Norsk bokmål' };

/** What Intl takes: with LANG=C a browser says `en-US@posix`, and a page that hands that on shows nothing at all. */
function known(locale: string, language: Language): string {
  const plain = (locale.split(/[@.]/)[0] ?? '').replaceAll('_', '-');
  try {
    return Intl.getCanonicalLocales(plain)[0] ?? language;
  } catch {
    return language;
  }
}

/** What the page speaks: the wish, else the first language of the system that there is a catalogue for. */
export function speechFor(wish: Settings['language'], preferred: readonly string[]): Speech {
  const ofSystem = preferred.flatMap((locale) => {
    const language = languageOf(locale);
    return language == null ? [] : [{ language, locale: language === 'nb' ? 'nb' : known(locale, language) }];
  });
  if (wish === 'system') return ofSystem[0] ?? { language: 'en', locale: 'en' };
  return ofSystem.find(({ language }) => language === wish) ?? { language: wish, locale: wish };
}
