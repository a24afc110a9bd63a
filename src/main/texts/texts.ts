/** The texts of the native parts in the language of the settings; the system's where they say so. */
import type { Settings } from '#contract/system.ts';
import { languageOf, type Language } from '#domain/language.ts';
import { en } from './en.ts';
import { nb } from './nb.ts';

export type Texts = typeof en;

const catalogues: Readonly<Record<Language, Texts>> = { en, nb };

/** @param systemLocale of Electron, after ready */
export function textsOf(wish: Settings['language'], systemLocale: string): Texts {
  return catalogues[wish === 'system' ? (languageOf(systemLocale) ?? 'en') : wish];
}
