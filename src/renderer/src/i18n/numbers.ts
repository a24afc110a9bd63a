/** Numbers and counted things in the language of the page. */
import { useLanguage } from './language.ts';

/** One of each per locale: making an Intl object takes longer than using it a hundred times. */
export function perLocale<Made>(make: (locale: string) => Made): () => Made {
  const made = new Map<string, Made>();
  return () => {
    const { locale } = useLanguage.getState();
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known);
    return known;
  };
}

const numberFormat = perLocale((locale) => new Intl.NumberFormat(locale));
const pluralRules = perLocale((locale) => new Intl.PluralRules(locale));

export const formatNumber = (value: number): string => numberFormat().format(value);

const tenthsFormat = perLocale((locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));
/** `24.0`, for what is known to a tenth. */
export const formatTenths = (value: number): string => tenthsFormat().format(value);

/** The form of a word that goes with a number, for languages that have two. */
export const form = (count: number, one: string, many: string): string => (pluralRules().select(count) === 'one' ? one : many);

/** `1 photo`, `211 photos`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${formatNumber(count)} ${form(count, one, many)}`;

const listFormat = perLocale((locale) => new Intl.ListFormat(locale));

/** `a, b and c`. */
export const formatList = (parts: readonly string[]): string => listFormat().format(parts);
