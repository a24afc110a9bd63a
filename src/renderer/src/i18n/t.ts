/**
 * The texts of the page in the language of now: `t.settings.theme`. A live binding: read it where a text is shown,
 * never in a constant of a module, which would keep the language of the first moment (lint/texts.mjs sees that).
 */
import type { Language } from '#domain/language.ts';
import { en } from './en/en.ts';
import { useLanguage } from './language.ts';
import type { Messages } from './messages.ts';
import { nb } from './nb/nb.ts';

export type Texts = Messages<typeof en>;

const catalogues: Record<Language, Texts> = { en, nb };

export let t: Texts = catalogues[useLanguage.getState().language];

useLanguage.subscribe(({ language }) => {
  t = catalogues[language];
});
