/** A card that is put in is told once, imported, and brings nothing the second time. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Events } from '#contract/events.ts';
import { mediumAt } from '#core/services/cards/media.ts';
import { json, runCli } from '../builders/cli.ts';
import { testEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { manualTimers } from '../builders/timers.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

test('a card is told when it is put in and when it is taken out, a storage on a stick never', async () => {
  const folder = tempFolder();
  const timers = manualTimers();
  const places = ['EOS', 'stick', 'empty'].map((name) => join(folder, 'media', name));
  const [eos = '', stick = '', empty = ''] = places;
  mkdirSync(empty, { recursive: true });
  const app = await testEngine({ folder, timers, media: () => Promise.all(places.map((path) => mediumAt(path, true))) });
  const adopted = join(stick, 'DCIM');
  writeTree(adopted, { 'a.jpg': await jpeg({ seed: 1 }) });
  await app.call('storage.adopt', { path: stick });
  const told: Events['cards.changed'][] = [];
  let tell = (): void => undefined;
  app.engine.onEvent((name, payload) => {
    if (name !== 'cards.changed') return;
    told.push(payload as Events['cards.changed']);
    tell();
  });
  const next = (): Promise<void> => new Promise((resolve) => (tell = resolve));
  app.engine.cards.start();
  await timers.waitsWithin(3000);
  expect([told, (await app.call('card.list', {})).cards]).toEqual([[], []]);
  writeTree(join(eos, 'DCIM/100CANON'), { 'IMG_1.jpg': await jpeg({ seed: 2 }) });
  const put = next();
  timers.advance(3000);
  await put;
  const card = { path: eos, name: 'EOS', dcim: 'DCIM' };
  expect(told).toEqual([{ cards: [card], arrived: [card] }]);
  expect((await app.call('card.list', {})).cards).toEqual([card]);
  await timers.waitsWithin(3000);
  rmSync(eos, { recursive: true });
  const taken = next();
  timers.advance(3000);
  await taken;
  expect(told.at(-1)).toEqual({ cards: [], arrived: [] });
});

test('the same card twice copies nothing the second time, and the command line says so', async () => {
  const folder = tempFolder();
  const home = join(folder, 'home');
  const card = join(folder, 'EOS');
  writeTree(join(card, 'DCIM/100CANON'), { 'IMG_1.jpg': await jpeg({ seed: 1 }), 'IMG_1.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>' });
  writeTree(join(folder, 'base'), { '.keep': '' });
  await json(home, ['storage', 'create', join(folder, 'base'), '--name', 'S']);
  expect(await json(home, ['import', card, '--storage', 'S'])).toMatchObject({ counts: { imported: 1, companions: 1 } });
  const again = await runCli(home, ['import', card, '--storage', 'S']);
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('Nothing was copied: all of it is in the storage already.')]);
  expect(await json(home, ['import', card, '--storage', 'S'])).toMatchObject({ counts: { imported: 0, duplicates: 2, bytes: 0 } });
  expect(await json(home, ['cards'])).toEqual({ cards: expect.any(Array) });
});
