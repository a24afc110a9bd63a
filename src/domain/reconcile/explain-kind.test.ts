import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { explainKind } from './explain-kind.ts';
import { findingKinds } from './types.ts';

const page = readFileSync(new URL('../../../docs/troubleshooting.md', import.meta.url), 'utf8');

function sectionOf(kind: (typeof findingKinds)[number]): string {
  const { title, why, whatYouCanDo } = explainKind(kind);
  return [`## ${title}`, '', `\`${kind}\``, '', why, '', ...whatYouCanDo.map((each) => `- ${each}`), ''].join('\n');
}

test('the troubleshooting page has one section per kind, with the texts that the program shows', () => {
  const sections = page.slice(page.indexOf('\n## ') + 1);
  expect(sections).toBe(findingKinds.map(sectionOf).join('\n'));
});

test('every kind has a title of its own, a reason in sentences and something to do', () => {
  expect(new Set(findingKinds.map((kind) => explainKind(kind).title)).size).toBe(findingKinds.length);
  for (const kind of findingKinds) {
    const { title, why, whatYouCanDo } = explainKind(kind);
    expect([title.endsWith('.'), why.endsWith('.'), whatYouCanDo.length > 0], kind).toEqual([false, true, true]);
  }
});
