import { expect, test } from 'vitest';
import { keptForm, type ListForm } from './list-form.ts';

const day = (key: string | null, count: number) => ({ kind: 'day' as const, key, label: null, count });
const form = (): ListForm => ({ groups: [day('2024-01-02', 2), day(null, 1)], ratios: new Float32Array([1.5, 0, 0.75]) });

test('what is not different is the very same, part by part', () => {
  const before = form();
  const same = keptForm(before, form());
  expect([same.groups === before.groups, same.ratios === before.ratios]).toEqual([true, true]);
  const wider = { ...form(), ratios: new Float32Array([1.5, 0, 0.76]) };
  const changed = keptForm(before, wider);
  expect([changed.groups === before.groups, changed.ratios === wider.ratios]).toEqual([true, true]);
});

test.each<[string, ListForm['groups']]>([
  ['another count', [day('2024-01-02', 3), day(null, 1)]],
  ['another day', [day('2024-01-03', 2), day(null, 1)]],
  ['one more', [day('2024-01-02', 2), day(null, 1), day('2023-01-01', 1)]],
  ['another name', [{ ...day('2024-01-02', 2), label: 'Italy' }, day(null, 1)]],
])('%s is another form', (_, groups) => {
  expect(keptForm(form(), { ...form(), groups }).groups).toBe(groups);
});
