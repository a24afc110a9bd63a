/** One host at a time: whoever has the lease writes, whoever stops changing it for a minute has lost it. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { StorageLease } from '#core/storage/lease.ts';
import { tempFolder } from '../builders/temp-folder.ts';

interface Host {
  readonly lease: StorageLease;
  /** Lets this host's own monotonic clock go on. */
  pass(ms: number): void;
}

function hosts(): { lock: string; host: (name: string, run?: string) => Host } {
  const folder = join(tempFolder(), '.imalink');
  mkdirSync(folder);
  const lock = join(folder, 'lock');
  return {
    lock,
    host: (name, run = '1') => {
      let nowMs = 0;
      const lease = new StorageLease(lock, { uuid: name, name, token: `${name}-${run}`, nowMs: () => nowMs });
      onTestFinished(() => lease.release());
      return { lease, pass: (ms) => (nowMs += ms) };
    },
  };
}

test('a live lease keeps others waiting, and is gone when it is released', async () => {
  const { lock, host } = hosts();
  const [a, b] = [host('A'), host('B')];
  expect(await a.lease.acquire()).toBe(null);
  expect(await b.lease.acquire()).toBe('A');
  expect(await a.lease.isHeld()).toBe(true);
  await a.lease.release();
  expect(existsSync(lock)).toBe(false);
  expect(await b.lease.acquire()).toBe(null);
});

test('it is taken over after a minute without a change, by the clock of the one who waits; a change begins it anew', async () => {
  const { lock, host } = hosts();
  const [a, b] = [host('A'), host('B')];
  await a.lease.acquire();
  expect(await b.lease.acquire()).toBe('A');
  // The clock of the other, however wrong, says nothing; nor does the time of the file.
  a.pass(10_000_000);
  b.pass(59_000);
  expect(await b.lease.acquire()).toBe('A');
  writeFileSync(lock, readFileSync(lock, 'utf8').replace('"beat":1', '"beat":2'));
  b.pass(59_000);
  expect(await b.lease.acquire()).toBe('A');
  b.pass(60_000);
  expect(await b.lease.acquire()).toBe(null);
  expect(await a.lease.isHeld()).toBe(false);
  // The one that was suspended does not remove what is not its own.
  await a.lease.release();
  expect(await b.lease.isHeld()).toBe(true);
  expect(readdirSync(join(lock, '..'))).toEqual(['lock']);
});

test('the lease of an earlier run of the same host is its own; half a lease expires like any other', async () => {
  const { lock, host } = hosts();
  await host('A').lease.acquire();
  expect(await host('A', '2').lease.acquire()).toBe(null);
  const b = host('B');
  for (const text of ['', 'null', '{"host_']) {
    writeFileSync(lock, text);
    expect(await b.lease.acquire()).toBe('Another computer');
  }
  b.pass(60_000);
  expect(await b.lease.acquire()).toBe(null);
});

test('of many hosts that find it expired at once, one gets it', async () => {
  const { lock, host } = hosts();
  writeFileSync(lock, '{"host_name":"gone"}');
  const all = Array.from({ length: 8 }, (_, n) => host(`H${n}`));
  for (const { lease, pass } of all) {
    expect(await lease.acquire()).toBe('gone');
    pass(60_000);
  }
  await Promise.all(all.map(({ lease }) => lease.acquire()));
  const held = await Promise.all(all.map(({ lease }) => lease.isHeld()));
  expect(held.filter(Boolean)).toHaveLength(1);
});
