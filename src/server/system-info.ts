/** What a host says about itself. */
import { readFileSync } from 'node:fs';
import type { SystemInfo } from '#contract/system.ts';

/** The version in package.json, which lies two folders above this source and above every bundle. */
export function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** The answer of `system.info`. */
export function systemInfo(host: Pick<SystemInfo, 'host' | 'home' | 'read_only' | 'catalog_state' | 'catalog_words' | 'can'>): SystemInfo {
  const version = packageVersion();
  const { node, v8, electron, chrome } = process.versions as Record<string, string | undefined>;
  const versions = Object.entries({ imalink: version, node, v8, electron, chrome }).filter(
    (entry): entry is [string, string] => entry[1] != null,
  );
  return { version, platform: process.platform, versions: Object.fromEntries(versions), ...host };
}
