import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fitWindowState, loadWindowState, saveWindowState, type WindowState } from './window-state.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const external = { x: 1440, y: 0, width: 2560, height: 1415 };
const at = (x: number, y: number, width = 1000, height = 700): WindowState => ({ bounds: { x, y, width, height }, isMaximized: false });

it('centres the first window', () => {
  expect(fitWindowState(null, [laptop])).toEqual({ bounds: { x: 80, y: 33, width: 1280, height: 860 }, isMaximized: false });
});

it('leaves a window alone that lies where it can be seen', () => {
  expect(fitWindowState(at(1600, 100), [laptop, external])).toEqual(at(1600, 100));
});

it('brings a window back from a display that is gone, keeping that it was maximized', () => {
  expect(fitWindowState({ ...at(1600, 100), isMaximized: true }, [laptop])).toEqual({ ...at(220, 113), isMaximized: true });
});

it('pulls a window fully onto its display and makes it fit', () => {
  expect(fitWindowState(at(800, 500), [laptop])).toEqual(at(440, 200));
  expect(fitWindowState(at(-50, 0, 5000, 5000), [laptop])).toEqual(at(0, 25, 1440, 875));
});

it('survives a file that is missing, damaged or incomplete', () => {
  const dir = mkdtempSync(join(tmpdir(), 'imalink-window-'));
  const file = join(dir, 'window.json');
  expect(loadWindowState(file)).toBeNull();
  for (const text of ['', '{', '{}', '{"bounds":{"x":1}}', '{"bounds":{"x":1,"y":1,"width":null,"height":1}}']) {
    writeFileSync(file, text);
    expect([text, loadWindowState(file)]).toEqual([text, null]);
  }
  saveWindowState(file, at(1, 2));
  expect(loadWindowState(file)).toEqual(at(1, 2));
  saveWindowState(join(dir, 'missing', 'window.json'), at(1, 2));
  rmSync(dir, { recursive: true });
});
