import { afterEach, describe, expect, test } from 'vitest';
import { languages, type Language } from '#domain/language.ts';
import { explainKind } from '#domain/reconcile/explain-kind.ts';
import { findingKinds } from '#domain/reconcile/types.ts';
import { templateFault, templateTokens } from '#domain/path-template.ts';
import { parseQuery } from '#domain/search/parse-query.ts';
import { formatBytes, formatDay, formatDuration, formatExposure, formatShortDay } from '#renderer/ui/format.ts';
import { en } from './en/en.ts';
import { speechFor, useLanguage } from './language.ts';
import { nb } from './nb/nb.ts';
import { explanations } from './nb/explanations.ts';
import { formatList, formatNumber, plural } from './numbers.ts';
import { t } from './t.ts';

const catalogues: Readonly<Record<Language, object>> = { en, nb };
const speak = (language: Language): void => useLanguage.setState({ language, locale: language });
afterEach(() => speak('en'));

type Leaf = readonly [key: string, text: string | ((...values: unknown[]) => string)];

/** Every text of a catalogue by its address: `search.choices.flag.pick`. */
function leaves(value: object, at = ''): Leaf[] {
  return Object.entries(value).flatMap(([key, each]: [string, unknown]): Leaf[] =>
    typeof each === 'object' && each !== null ? leaves(each, `${at}${key}.`) : [[`${at}${key}`, each as Leaf[1]]],
  );
}

/** Texts that are nothing where there is nothing to say. */
const mayBeEmpty = /^inspector\.dateSources\.|^errors\.nextStep$/;

/** What a text says of a number, whatever else it wants to know: names of several, or a name before the number. */
function said([key, text]: Leaf, n: number): string {
  if (typeof text === 'string') return text;
  const names = [String(n)];
  const reason = { kind: 'linked', file: String(n), count: n, name: String(n), fields: names, at: null, said: String(n) };
  const tries: readonly (readonly unknown[])[] = [
    ...(key.startsWith('inspector.why.') ? [[reason, String(n)]] : []),
    ...(key === 'search.problem' ? [[parseQuery(`rating:x${n}`).problems[0]?.fault, String(n)]] : []),
    [n, n, n, n, n],
    [n, names],
    [names],
    [String(n), n, n, n],
    [String(n), String(n)],
  ];
  for (const values of tries) {
    try {
      // What only passes on a text of the core passes on what it was given.
      return String(text(...values));
    } catch {
      // The next one.
    }
  }
  return '';
}

test('what is wrong with a part of a search, or with a template, is said in Norwegian', () => {
  speak('nb');
  const search = (part: string): (string | undefined)[] =>
    parseQuery(part).problems.map(({ fault, message }) => t.search.problem(fault, message));
  expect(['rating:', 'date:soon', 'flag:maybe'].flatMap(search)).toEqual([
    '«rating:» trenger en verdi, for eksempel rating:4',
    '«soon» er ingen verdi for «date:», for eksempel date:2024-07',
    '«maybe» er ingen verdi for «flag:»; det er én av pick, reject, none, for eksempel flag:pick',
  ]);
  const templates = ['{year}', '{YYYY', 'a\\b', '../x', '{name}/x', ' '];
  const said = templates.flatMap((each) => {
    const fault = templateFault(each);
    return fault ? [t.imports.templateProblem(fault, 'English')] : [];
  });
  expect([said.length, said.filter((words) => words === 'English')]).toEqual([templates.length, []]);
});

describe('the catalogues', () => {
  test('have the same texts', () => {
    const keys = (catalogue: object): string[] =>
      leaves(catalogue)
        .map(([key]) => key)
        .sort();
    expect(keys(nb)).toEqual(keys(en));
    expect(keys(en).length).toBeGreaterThan(800);
  });

  test.each(languages)('say something for every number, in %s', (language) => {
    speak(language);
    const wrong = leaves(catalogues[language]).flatMap(([key, text]) =>
      [0, 1, 2, 48_213].flatMap((n) => {
        const words = said([key, text], n);
        const isRight = (words.trim() !== '' || mayBeEmpty.test(key)) && !/undefined|NaN|\[object|null/.test(words);
        return isRight ? [] : [`${key}(${n}): ${words}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('differ, but for what is called the same in both languages', () => {
    const english = new Map(leaves(en));
    const same = leaves(nb).flatMap(([key, text]) =>
      typeof text === 'string' && text === english.get(key) && /\p{Ll}{3}/u.test(text) ? text : [],
    );
    expect([...new Set(same)].sort().join(' ')).toBe('Album Ctrl Delete Filter Format Histogram Home Live Metadata Pause Port Shift');
  });

  test('explain every kind of finding with as many actions as the core has', () => {
    expect(findingKinds.map((kind) => explanations[kind]?.whatYouCanDo.length)).toEqual(
      findingKinds.map((kind) => explainKind(kind).whatYouCanDo.length),
    );
    speak('nb');
    expect(templateTokens.filter(({ name, help }) => t.imports.token(name, help) === help && help !== 'kamera')).toEqual([]);
  });
});

describe('a language', () => {
  test('is what the texts and the numbers are in from the moment it is chosen', () => {
    const words = (): string[] => [
      t.common.undo,
      plural(48_213, 'bilde', 'bilder').replaceAll('\u00a0', ' '),
      formatNumber(0.5),
      formatList(['a', 'b', 'c']),
      formatBytes(4_300_000).replaceAll('\u00a0', ' '),
      formatDay('2024-07-15'),
      formatDay(null),
      formatShortDay('2024-07-15'),
      formatDuration(7800),
      formatExposure(2.5),
    ];
    const english = words();
    speak('nb');
    expect(words()).toEqual([
      'Angre',
      '48 213 bilder',
      '0,5',
      'a, b og c',
      '4,3 MB',
      'mandag 15. juli 2024',
      'Uten dato',
      '15. juli 2024',
      '2 t 10 min',
      '2,5 s',
    ]);
    speak('en');
    expect(words()).toEqual(english);
    expect(english.slice(0, 2)).toEqual(['Undo', '48,213 bilder']);
  });

  test('of the system is the first one there is a catalogue for, with its region', () => {
    expect([
      speechFor('system', ['de-DE', 'nn-NO', 'en-US']),
      speechFor('system', ['en-GB', 'nb']),
      speechFor('system', ['fr']),
      speechFor('nb', ['en-GB']),
      speechFor('en', ['nb-NO', 'en-GB']),
      speechFor('en', ['nb-NO']),
    ]).toEqual([
      { language: 'nb', locale: 'nb' },
      { language: 'en', locale: 'en-GB' },
      { language: 'en', locale: 'en' },
      { language: 'nb', locale: 'nb' },
      { language: 'en', locale: 'en-GB' },
      { language: 'en', locale: 'en' },
    ]);
  });
});
