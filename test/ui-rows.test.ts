/** The table of docs/dev/ui-rows.md names tests that there are, in the hosts it says, and leaves no row out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

interface Row {
  readonly row: string;
  readonly spec: string;
  readonly title: string;
  readonly hosts: string;
  readonly isMust: boolean;
}

/** Rows of both tables, as they stand in the page. */
function rowsOf(page: string): Row[] {
  const should = page.indexOf('## Should');
  return [...page.matchAll(/^\| (\d+[bc]?) \| [^|]+ \| ([^|]+) \| ([^|]+) \| (\w+) \|$/gm)].map((match) => {
    const [, row = '', spec = '', title = '', hosts = ''] = match;
    return { row, spec, title, hosts, isMust: match.index < should };
  });
}

const rows = rowsOf(readFileSync(join(root, 'docs/dev/ui-rows.md'), 'utf8'));

test('every row stands in the table', () => {
  const numbers = [...Array.from({ length: 36 }, (_, n) => String(n + 1)), '26b', '26c'];
  expect([...new Set(rows.map(({ row }) => row))].toSorted()).toEqual(numbers.toSorted());
});

test('every row names a test that there is, in the hosts it runs in', () => {
  const wrong = rows.flatMap(({ row, spec, title, hosts }) => {
    const titles = titlesIn(readFileSync(join(root, spec), 'utf8'));
    const [begin = ''] = title.split('…');
    const found = titles.filter((each) => (title.endsWith('…') ? each.startsWith(begin) : each.replace(/ @.*/, '') === title));
    if (found.length === 0) return [`${row}: no test “${title}” in ${spec}`];
    if (spec.startsWith('e2e/') && hosts !== hostsOf(found[0] ?? '', readFileSync(join(root, spec), 'utf8')))
      return [`${row}: not ${hosts}`];
    return [];
  });
  expect(wrong).toEqual([]);
});

test('every must is shown in both hosts, or where there is no window', () => {
  expect(rows.filter(({ isMust, hosts }) => isMust && hosts !== 'both').map(({ row }) => row)).toEqual(['25']);
});

const titlesIn = (source: string): string[] =>
  [...source.matchAll(/^\s*(?:test|it)(?:\.each\([^)]*\))?\(\s*(['`])(.*?)\1/gms)].map(([, , title = '']) => title);

/** Which hosts a story runs in, by its tag or that of what it stands in. */
function hostsOf(title: string, source: string): string {
  const before = source.slice(0, source.indexOf(title));
  const isWithin = (tag: string): boolean =>
    title.includes(tag) || before.lastIndexOf(`tag: '${tag}' }, () =>`) > before.lastIndexOf('\n});');
  if (isWithin('@browser')) return 'browser';
  return isWithin('@desktop') || isWithin('@standin') ? 'desktop' : 'both';
}
