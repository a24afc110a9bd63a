import { expect, test } from 'vitest';
import { catalogue, disk, file, outline, rename, scan, settle } from './test-library.ts';

const standing = (plan: ReturnType<typeof scan>): string[] =>
  plan.findings.filter(({ isStanding }) => isStanding).map(({ kind, lane, path }) => `${kind} ${lane} ${path}`);

test('a missing file is asked about by every scan under the same key, until it is found', () => {
  const on = disk(Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`a/${index}.jpg`, file(`A${index}`)])));
  const known = catalogue(on);
  const now = new Map([...on].filter(([path]) => path !== 'a/3.jpg'));
  const first = scan(now, known);
  const after = settle(now, known);
  const second = scan(now, after);
  expect([outline(first), outline(second), standing(second)]).toEqual([['missing ask a/3.jpg'], [], ['missing ask a/3.jpg']]);
  expect(second.findings[0]?.key).toBe(first.findings[0]?.key);
  expect(second.counts).toEqual({ files: 8, unchanged: 8 });
  // Also while something could not be read, and only within the scanned folder.
  expect(standing(scan(now, after, { scope: { hadErrors: true } }))).toEqual(['missing ask a/3.jpg']);
  expect(standing(scan(now, after, { scope: { subtree: 'b' } }))).toEqual([]);
  expect(standing(scan(rename(on, { 'a/3.jpg': 'b/3.jpg' }), after))).toEqual([]);
});

test('copies that are equal byte for byte are suggested by every scan, all but the first', () => {
  const known = catalogue(disk({ 'a.jpg': file('A') }));
  const now = disk({ 'a.jpg': file('A'), 'b.jpg': file('A'), 'c.jpg': file('A', { bytes: 'rated' }) });
  const first = scan(now, known);
  expect(outline(first).filter((each) => each.startsWith('duplicate'))).toEqual(['duplicate suggest b.jpg', 'duplicate auto c.jpg']);
  const second = scan(now, settle(now, known));
  expect(standing(second)).toEqual(['duplicate suggest b.jpg']);
  expect(second.findings[0]?.key).toBe(first.findings.find(({ path }) => path === 'b.jpg')?.key);
  expect(second.findings[0]).toMatchObject({ default: 'set_aside', facts: { known_path: 'a.jpg', suggest_aside: 'b.jpg' } });
});

test('a copy that was kept on purpose is not suggested again', () => {
  const now = disk({ 'a.jpg': file('A'), 'b.jpg': file('A') });
  const keptTogether = [{ hothash: 'A', path: 'b.jpg' }];
  expect(standing(scan(now, catalogue(now), { remembered: { keptTogether } }))).toEqual([]);
});

test('a scan of one folder keeps suggesting a copy whose twin stands outside of it', () => {
  const on = disk({ 'rome/a.jpg': file('A'), 'Desktop/a.jpg': file('A') });
  const known = catalogue(on);
  expect(standing(scan(on, known, { scope: { subtree: 'Desktop' } }))).toEqual(['duplicate suggest Desktop/a.jpg']);
  expect(standing(scan(on, known, { scope: { subtree: 'rome' } }))).toEqual([]);
});
