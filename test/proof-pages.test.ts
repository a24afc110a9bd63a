/** Pages that say what shows a promise name only tests that are there, and beginnings of names that a test has. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const testFiles = ['src', 'test', 'e2e', 'lint', 'scripts']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
  .filter((path) => /\.(test|spec)\.ts$/.test(path));
const pages = ['proof-reorganize', 'proof-recover', 'proof-import', 'ui-rows']
  .map((name) => `docs/dev/${name}.md`)
  .filter((page) => existsSync(join(root, page)));

/** The test files that a page means by a name: a path, or the name alone. */
const meant = (name: string): string[] => testFiles.filter((path) => path === name || (!name.includes('/') && basename(path) === name));

test.each(pages)('%s names only tests that are there', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const named = [...text.matchAll(/[\w./-]+\.(?:test|spec)\.ts/g)].map(([name]) => name);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => meant(name).length === 0)).toEqual([]);
  // `npx vitest run test/watch` names a folder.
  const folders = [...text.matchAll(/vitest run (?:test|src|e2e)\/[\w./-]+/g)].map(([command]) => command.slice('vitest run '.length));
  expect(folders.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test.each(pages)('%s: beginnings of names are those of tests in that file', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const wrong: string[] = [];
  for (const [, file = '', words = ''] of text.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)`: ([^;|]+)/g)) {
    const sources = meant(file).map((path) => readFileSync(join(root, path), 'utf8'));
    // What begins with dots goes on in the middle of a name; what has none is said in words of the page.
    for (const beginning of words.split(/…[, )]*/).slice(0, -1)) {
      const plain = beginning
        .trim()
        .replace(/^\([^)]*\),? ?/, '')
        .replace(/^\.\.\. ?|^, /, '');
      if (plain !== '' && !sources.some((source) => source.replaceAll("\\'", "'").includes(plain))) wrong.push(`${file}: ${plain}`);
    }
  }
  expect(wrong).toEqual([]);
});
