/** One library, every command with --json: each document is what docs/api/cli-documents.schema.json says. */
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documents } from '#cli/documents.ts';
import { json } from '../builders/cli.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

interface Found {
  readonly conflicts: { readonly id: number; readonly kind: string }[];
}

test('every command prints the document that is published for it', async () => {
  const folder = tempFolder();
  const home = join(folder, 'home');
  const card = join(folder, 'card');
  const used = new Set<string>();
  const say = async <T = Record<string, unknown>>(line: string, codes: readonly number[] = [0], ...more: string[]): Promise<T> => {
    const args = [...line.split(' '), ...more];
    used.add(Object.keys(documents).find((name) => name === args.slice(0, 2).join(' ')) ?? args[0] ?? '');
    return json<T>(home, args, codes);
  };
  for (const name of ['one', 'two', 'three', 'empty']) mkdirSync(join(folder, name));
  writeTree(card, {
    'a.jpg': await jpeg({ seed: 1, takenAt: '2024:07:15 10:00:00' }),
    'b.jpg': await jpeg({ seed: 2 }),
    'c.jpg': await jpeg({ seed: 3 }),
  });
  writeTree(join(folder, 'own'), { 'd.jpg': await jpeg({ seed: 4 }) });

  const one = await say<{ uuid: string; full_path: string }>(`storage create ${join(folder, 'one')} --name One`);
  const two = await say<{ uuid: string; full_path: string }>(`storage create ${join(folder, 'two')} --name Two`);
  await say(`storage adopt ${join(folder, 'own')} --name Own`, [0, 3]);
  await say(`import ${card} --storage One --dry-run`);
  await say(`import ${card} --storage One --title Italy`);
  const sure = join(one.full_path, 'photos');
  await Promise.all(
    [
      'storage list',
      'storage show One',
      'storage stats One',
      'storage stats',
      'storage check One',
      'folder list One',
      'places',
      'session list',
      'session show 1',
    ].map((line) => say(line)),
  );
  const { photos } = await say<{ photos: { hothash: string }[] }>('search a.jpg');
  const hothash = photos[0]?.hothash ?? '';
  await say(`photo rate 4 ${hothash}`);
  await say(`photo flag pick ${hothash}`);
  await say(`photo tag ${hothash} --add rome`);
  await say(`photo caption ${hothash}`, [0], 'The bridge');
  await say(`photo custom ${hothash} --set Client=Berg`);
  await say('custom list');
  await say('custom list Client');
  await say('tag rename rome Roma');
  await say('edit undo');
  await say('edit redo');
  await say('tag remove Roma');
  await say('album create Best');
  await say(`album add Best ${hothash}`);
  await Promise.all(
    [
      `photo show ${hothash}`,
      `photo metadata ${hothash}`,
      `photo why ${hothash}`,
      'tag list',
      'edit list',
      'album list',
      'album show Best',
      `hash ${join(card, 'a.jpg')}`,
    ].map((line) => say(line)),
  );
  await say(`album remove Best ${hothash}`);
  await say(`session split 1 ${hothash} --title Bridge`);
  await say(`session move 1 ${hothash}`);
  await say('session merge 1 2');
  await say('cards');
  writeTree(join(folder, 'bad'), { 'empty.jpg': '' });
  const bad = await say<{ session: { id: number } }>(`import ${join(folder, 'bad')} --storage One`, [3]);
  await say(`session resume ${bad.session.id} --failed`, [0, 3]);
  await say('session edit 1 --title Rome');
  await say('storage edit One --min-copies 2');
  await say('storage mirror One 1 --to Two');
  await Promise.all(
    ['copies --min 2', 'index status One', 'index show One', 'index show One --session 1', 'dump'].map((line) => say(line)),
  );
  await say('index generate One');
  await say('verify One');

  writeFileSync(join(sure, 'copy.jpg'), await jpeg({ seed: 1, takenAt: '2024:07:15 10:00:00' }));
  utimesSync(join(sure, 'copy.jpg'), new Date('2024-07-15'), new Date('2024-07-15')); // not one that is still being written
  const copies = await say<Found>('scan One', [0, 4]);
  const duplicate = copies.conflicts.find(({ kind }) => kind === 'duplicate')?.id ?? 0;
  await Promise.all(
    ['conflicts list', `conflicts show ${duplicate}`, 'conflicts explain duplicate', `conflicts report ${duplicate}`, 'history list'].map(
      (line) => say(line),
    ),
  );
  await say(`conflicts later ${duplicate}`);
  await say(`conflicts resolve ${duplicate} --as set_aside --dry-run`, [0, 3]);
  await say(`conflicts resolve ${duplicate} --as keep_both`, [0, 3]);
  const { entries } = await say<{ entries: { id: number }[] }>('history list');
  await say(`history show ${entries[0]?.id ?? 0}`);
  const { rules } = await say<{ rules: { id: number }[] }>(`rules create ${entries[0]?.id ?? 0}`);
  await say(`rules set ${rules[0]?.id ?? 0} off`);
  await say('rules list');
  await say(`rules remove ${rules[0]?.id ?? 0}`);
  await say(`history undo ${entries[0]?.id ?? 0}`);
  await say('trash list');
  await say('trash empty --yes');
  await say('session undo 1', [0, 3]);

  renameSync(two.full_path, join(folder, 'three', 'moved'));
  await say(`storage discover ${join(folder, 'three')}`);
  await say(`storage relocate Two ${join(folder, 'three', 'moved')}`);
  await say('storage deactivate Two');
  await say('storage reactivate Two');
  await say('storage forget Two');
  await say(`recover ${one.full_path}`, [0, 3, 4]);
  await say('doctor', [0, 1, 3]);
  await say('settings list');
  await say('settings set write_sidecars true');
  await say('completion bash');
  await say('man');
  expect(
    Object.keys(documents)
      .filter((name) => !used.has(name))
      .toSorted(),
  ).toEqual(['storage answer', 'watch']);
  rmSync(card, { recursive: true });
}, 240_000);
