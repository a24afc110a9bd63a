/**
 * A move is killed before every single call that changes a file of home, card, storage or trash, one after the other,
 * and goes on at the next start. Nothing is ever absent from both sides, and the end equals an undisturbed move.
 * `MOVE_POINTS=all` tries every call, otherwise every so manieth.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultShim } from '../builders/fault-shim.ts';
import { movedCard, placesIn, shortCall } from '../builders/moved-card.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { readTree } from '../builders/tree.ts';

const tries = process.env['MOVE_POINTS'] === 'all' ? Number.POSITIVE_INFINITY : 8;

test(
  'killed before a call that changes a file: nothing is absent from both sides, and the next start ends it',
  {
    timeout: 1_800_000,
  },
  async ({ skip }) => {
    const shim = faultShim();
    if (!shim) return skip('no fault shim here');
    const folder = tempFolder();
    const card = await movedCard(placesIn(folder));
    const whole = await card.move(shim.env(folder, 'kill', 0));
    expect(JSON.parse(whole.stdout)).toMatchObject({ counts: { imported: 3, companions: 1, duplicates: 2, moved: 6 } });
    expect(card.faults(true)).toEqual([]);
    expect(readTree(card.places.card)).toEqual({});
    const calls = shim.takeLog();
    const end = readTree(card.photos);
    const stride = Math.max(1, calls.length / tries);
    for (let step = 0; step * stride < calls.length; step++) {
      const at = Math.floor(step * stride) + 1;
      card.reset();
      const killed = await card.move(shim.env(folder, 'kill', at));
      shim.takeLog();
      const where = `killed before call ${shortCall(calls[at - 1], card.places)}`;
      // The numbers of calls differ a little from run to run: past the end nothing is killed.
      if (killed.code !== null && at < calls.length - 20) expect.fail(`${where}: the process ended by itself: ${killed.stderr}`);
      expect(card.faults(false), `${where}, before recovery`).toEqual([]);
      await card.recover();
      expect(card.faults(true), `${where}, after recovery`).toEqual([]);
      expect([readTree(card.places.card), readTree(card.photos)], where).toEqual([{}, end]);
      await card.recover();
      expect(readdirSync(join(card.root, '.imalink/staging')), where).toEqual([]);
    }
    console.log(`${calls.length} calls, every ${stride.toFixed(1)}`);
  },
);
