/**
 * A move whose power is cut: the process is killed before its k-th change of a file, and the file system ended in the
 * same moment, so that only what was synced is left. Looked at as the disk then is, and again after the next start.
 * Once with everything on one disk, once with the storage on a disk of its own that is cut while the rest stays.
 * `MOVE_POINTS=all` cuts at every call; needs root, loop devices, e2fsprogs and xfsprogs.
 */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { faultShim } from '../builders/fault-shim.ts';
import { canCutPower, loopMount } from '../builders/loop-mount.ts';
import { movedCard, placesApart, placesIn, shortCall } from '../builders/moved-card.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { readTree } from '../builders/tree.ts';

const tries = process.env['MOVE_POINTS'] === 'all' ? Number.POSITIVE_INFINITY : 4;

for (const kind of ['ext4', 'xfs'] as const)
  for (const layout of ['one disk', 'storage apart'] as const)
    test(
      `${kind}, ${layout}: no photo is absent from both sides after a power cut, nor after the next start`,
      {
        timeout: 3_600_000,
      },
      async ({ skip }) => {
        const shim = faultShim();
        const disk = shim && canCutPower() ? loopMount(kind) : null;
        if (!shim || !disk) return skip(`the power of ${kind} cannot be cut here`);
        const folder = layout === 'one disk' ? disk.path : tempFolder();
        const card = await movedCard(layout === 'one disk' ? placesIn(folder) : placesApart(disk.path, folder));
        execFileSync('sync', ['-f', disk.path]);
        // Where a kill alone is meant, the other test is thorough: here what lies on the disk counts.
        const match = layout === 'one disk' ? folder : disk.path;
        await card.move(shim.env(match, 'kill', 0));
        const calls = shim.takeLog();
        const end = readTree(card.photos);
        const stride = Math.max(1, calls.length / tries);
        for (let step = 0; step * stride < calls.length; step++) {
          const at = Math.floor((step + 0.5) * stride) + 1;
          card.reset();
          execFileSync('sync', ['-f', disk.path]);
          await card.move(shim.env(match, 'kill', at));
          shim.takeLog();
          disk.cutPower();
          const where = `cut before call ${shortCall(calls[at - 1], card.places)}`;
          expect(card.faults(false), `${where}, before recovery`).toEqual([]);
          await card.recover();
          expect(card.faults(true), `${where}, after recovery`).toEqual([]);
          expect([readTree(card.places.card), readTree(card.photos)], where).toEqual([{}, end]);
        }
        console.log(`${kind}, ${layout}: ${calls.length} calls, every ${stride.toFixed(1)}`);
      },
    );
