/** The language of the page, as theme.ts keeps the theme: from settings, remembered for the first moment of the next start. */
import type { Settings } from '#contract/system.ts';
import { speechFor, useLanguage } from '#renderer/i18n/language.ts';

const key = 'imalink.language';
let wish: Settings['language'] = remembered();

function speak(): void {
  const speech = speechFor(wish, navigator.languages);
  document.documentElement.lang = speech.language;
  const now = useLanguage.getState();
  if (speech.language !== now.language || speech.locale !== now.locale) useLanguage.setState(speech);
}

/** Speaks as the person wishes, now and at the next start. */
export function applyLanguage(language: Settings['language']): void {
  wish = language;
  try {
    localStorage.setItem(key, language);
  } catch {
    // The settings file has it; only the first moment of the next start is affected.
  }
  speak();
}

function remembered(): Settings['language'] {
  try {
    const kept = localStorage.getItem(key);
    return kept === 'en' || kept === 'nb' ? kept : 'system';
  } catch {
    return 'system';
  }
}

window.addEventListener('languagechange', speak);
speak();
