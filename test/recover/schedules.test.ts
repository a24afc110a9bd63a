/**
 * Two machines, one storage, their clocks an hour apart, in any order and at once: what either said is there in the
 * end, both catalogs say the same, and both come to rest. `SCHEDULES=500` runs five hundred.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { join } from 'node:path';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import type { TestEngine } from '../builders/engine.ts';
import { readTree } from '../builders/tree.ts';
import { photosOfTwo, settle, twoHosts } from '../builders/two-hosts.ts';

const schedules = Number(process.env['SCHEDULES'] ?? 12);

type Step =
  | {
      readonly do: 'tag' | 'untag' | 'album' | 'rate' | 'caption' | 'session' | 'decide' | 'rule';
      readonly host: number;
      readonly photo: number;
      readonly n: number;
    }
  | { readonly do: 'settle'; readonly host: number }
  | { readonly do: 'settle both' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'tag' as const,
        'untag' as const,
        'album' as const,
        'rate' as const,
        'caption' as const,
        'session' as const,
        'decide' as const,
        'rule' as const,
      ),
      host: fc.nat(1),
      photo: fc.nat(2),
      n: fc.nat(4),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('settle' as const), host: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'settle both' as const }) },
);

/** Decisions and rules as scans and answers make and take them back; they have no other way in without conflicts to answer. */
function decide({ folder }: TestEngine, what: 'decide' | 'rule', photo: number, n: number): void {
  const database = openSqlite(join(folder, 'home/catalog.sqlite'), { readOnly: false });
  const path = `ignored ${photo}`;
  if (what === 'decide' && n < 2) database.prepare(`delete from remembered where path = ?`).run(path);
  else if (what === 'decide')
    database
      .prepare(
        `insert into remembered (storage_id, decision, path, decided_at) values (1, 'ignored', ?, '2024-01-01') on conflict do nothing`,
      )
      .run(path);
  else if (n === 0) database.prepare('delete from rule where folder = ?').run(path);
  else if (n === 1) database.prepare('update rule set enabled = 1 - enabled where folder = ?').run(path);
  else {
    const values = [crypto.randomUUID(), path, n === 2 ? 'set_aside' : 'keep_both', path];
    database
      .prepare(
        `insert into rule (uuid, storage_id, folder, kind, resolution, created_at)
          select ?, 1, ?, 'duplicate', ?, '2024-01-01' where not exists (select 1 from rule where folder = ?)`,
      )
      .run(...values);
  }
  database.close();
}

test(`${schedules} schedules of two hosts keep what either said, and both converge`, { timeout: 600_000 }, async () => {
  const { root, a, b } = await twoHosts({ clock: { now: () => new Date(Date.now() - 3_600_000), newUuid: () => crypto.randomUUID() } });
  const hosts = [a, b] as const;
  await a.call('album.create', { name: 'All' });
  await settle(a);
  await settle(b);
  let serial = 0;

  /** What is said once, by one host, is never taken back: it must be there in the end. */
  async function run(
    app: TestEngine,
    { do: what, photo, n }: Exclude<Step, { do: 'settle' | 'settle both' }>,
    tags: Set<string>,
  ): Promise<void> {
    const hothashes = [photosOfTwo[photo] as string];
    const set = (change: object) => app.call('photo.edit', { hothashes, change });
    if (what === 'rate') await set({ rating: n });
    else if (what === 'caption') await set({ caption: `caption ${n}` });
    else if (what === 'session') await app.call('session.edit', { session_id: 1, title: `title ${n}` });
    else if (what === 'decide' || what === 'rule') decide(app, what, photo, n);
    else if (what === 'album') await app.call('album.addPhotos', { album: 'All', hothashes, position: 0 });
    else if (what === 'untag') await set({ remove_tags: [`shared ${n}`] });
    else {
      const tag = `tag ${++serial}`;
      tags.add(`${hothashes[0]} ${tag}`);
      await set({ add_tags: [tag, `shared ${n}`] });
    }
  }

  const isSame = async (): Promise<boolean> => {
    const [one, other] = await Promise.all(hosts.map((app) => app.call('dump', { normalised: true })));
    return JSON.stringify(one) === JSON.stringify(other);
  };

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
      const tags = new Set<string>();
      const members = new Set<string>();
      for (const each of steps) {
        if (each.do === 'settle both') await Promise.all(hosts.map(settle));
        else if (each.do === 'settle') await settle(hosts[each.host] as TestEngine);
        else await run(hosts[each.host] as TestEngine, each, tags);
        if (each.do === 'album') members.add(photosOfTwo[each.photo] as string);
      }
      for (let round = 0; round < 3; round++) for (const app of hosts) await settle(app);
      expect(await isSame(), 'both say the same').toBe(true);
      for (const app of hosts) {
        for (const hothash of photosOfTwo) {
          const shown = await app.call('photo.show', { hothash });
          for (const tag of tags) if (tag.startsWith(hothash)) expect(shown.tags).toContain(tag.slice(hothash.length + 1));
        }
        expect((await app.call('album.show', { album: 'All' })).hothashes).toEqual(expect.arrayContaining([...members]));
      }
      const rest = readTree(root);
      for (const app of hosts) await settle(app);
      expect(readTree(root), 'nothing more is written').toEqual(rest);
      // Fewer words to carry into the next schedule.
      await a.call('photo.edit', {
        hothashes: [...photosOfTwo],
        change: { remove_tags: [...tags].map((tag) => tag.slice(65)).concat('none') },
      });
      await settle(a);
      await settle(b);
    }),
    { numRuns: schedules, endOnFailure: true },
  );
});
