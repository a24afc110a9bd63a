/** settings.json in the home: small, written durably, keys of other versions kept. */
import { mkdirSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { Settings, type SettingsChange } from '#contract/system.ts';
import { durableWrite } from '#core/storage/durable-write.ts';
import type { HomePaths } from '#core/home.ts';

export interface SettingsStore {
  get(): Settings;
  /** Changes some settings and writes them; concurrent changes are applied in order. */
  set(change: z.output<typeof SettingsChange>): Promise<Settings>;
}

/** Reads the settings; an unreadable file means the defaults, and is replaced at the next change. */
export function openSettings(home: HomePaths): SettingsStore {
  let raw = readRaw(home.settings);
  let settings = parse(raw);
  let writing: Promise<unknown> = Promise.resolve();
  return {
    get: () => settings,
    set: async (change) => {
      raw = { ...raw, ...change };
      settings = parse(raw);
      const text = `${JSON.stringify({ ...raw, ...settings }, null, 2)}\n`;
      mkdirSync(home.home, { recursive: true });
      writing = writing.catch(() => undefined).then(() => durableWrite(home.settings, [Buffer.from(text)], home.home));
      await writing;
      return settings;
    },
  };
}

function readRaw(path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

/** A single bad value falls back to its default; the others stay. */
function parse(raw: Record<string, unknown>): Settings {
  const parsed = Settings.safeParse(raw);
  if (parsed.success) return parsed.data;
  const bad = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  return Settings.parse(Object.fromEntries(Object.entries(raw).filter(([key]) => !bad.has(key))));
}
