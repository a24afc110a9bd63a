/** A session is mirrored, a bit rots, verification finds it and one click repairs it; the schedule is a setting. */
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSampleLibrary } from '#test/builders/sample-library.ts';
import { expect, test } from './fixture.ts';
import { answerFolder, createStorage, importFolder } from './pages/library.ts';

test('mirror a session, verify, and repair what rotted from the mirror', async ({ launch }, info) => {
  const [source, one, two] = ['card', 'one', 'two'].map((name) => info.outputPath(name)) as [string, string, string];
  await makeSampleLibrary(source, 160);
  mkdirSync(one);
  mkdirSync(two);
  const app = await launch();
  const { page } = app;
  await createStorage(app, one, 'Home archive');
  await importFolder(app, join(source, 'First snow'), 8);
  await page.keyboard.press('ControlOrMeta+5');
  await page.getByRole('button', { name: 'New storage…' }).click();
  await answerFolder(app, two, () => page.getByRole('button', { name: 'Choose…' }).click(), 'Put it here');
  await page.getByRole('textbox', { name: 'Name' }).fill('Second disk');
  await page.getByRole('button', { name: 'Create storage' }).click();
  const copies = page.getByRole('region', { name: 'Copies' });
  await expect(copies).toContainText('8 photos have fewer than 2 verified copies.');
  await copies.getByRole('button', { name: 'Mirror a session…' }).click();
  await page.getByRole('combobox', { name: 'Session' }).click();
  await page.getByRole('option', { name: /First snow/ }).click();
  await page.getByRole('combobox', { name: 'To the storage' }).click();
  await page.getByRole('option', { name: 'Second disk' }).click();
  await page.getByRole('button', { name: 'Mirror', exact: true }).click();
  await expect(page.getByText('8 files copied and verified.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await expect(copies).toContainText('Every photo has 2 verified copies or more.');

  const photos = join(one, readdirSync(one)[0] as string, 'photos');
  const rotten = join(
    photos,
    readdirSync(photos, { recursive: true })
      .map(String)
      .find((name) => name.endsWith('.jpg')) as string,
  );
  const [whole, { atime, mtime }] = [readFileSync(rotten), statSync(rotten)];
  const bytes = Buffer.from(whole);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
  writeFileSync(rotten, bytes);
  utimesSync(rotten, atime, mtime);
  const care = page.getByRole('region', { name: 'Verification of Home archive' });
  await care.getByRole('button', { name: 'Verify' }).click();
  await expect(care.getByRole('list', { name: 'Damaged or missing photos' }).getByRole('img')).toHaveCount(1, { timeout: 30_000 });
  await care.getByRole('button', { name: 'Repair from verified copies…' }).click();
  await page.getByRole('button', { name: 'Repair', exact: true }).click();
  await expect(care.getByText('Repaired')).toBeVisible({ timeout: 30_000 });
  expect(readFileSync(rotten).equals(whole)).toBe(true);
});
