/** SQLite's locks and shared memory do not work over a network: a catalog there is lost sooner or later. */
import { mkdirSync, statfsSync } from 'node:fs';
import { ImaLinkError } from '#contract/errors.ts';
import type { HomePaths } from '#core/home.ts';

/** File system types of statfs(2) that are other machines: NFS, SMB, SMB2/CIFS, AFS, Ceph, 9p. */
const networkTypes: ReadonlySet<number> = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400, 0x01021997]);

/** True for a statfs type of a network file system; other platforms number differently and answer false. */
export function isNetworkType(type: number, platform: NodeJS.Platform): boolean {
  return platform === 'linux' && networkTypes.has(type >>> 0);
}

/** Refuses a home on a network drive. Makes the folder when it is not there. @throws ImaLinkError catalog-on-network */
export function requireLocalHome(home: HomePaths): void {
  try {
    mkdirSync(home.home, { recursive: true, mode: 0o700 });
  } catch {
    return; // opening the catalog says what is wrong with the folder
  }
  if (!isNetworkType(statfsSync(home.home).type, process.platform)) return;
  throw new ImaLinkError(
    'catalog-on-network',
    `The home folder ${home.home} is on a network drive, where a catalog gets damaged. Choose a folder on a local disk with --home or IMALINK_HOME; storages may stay on the network.`,
    { details: { home: home.home } },
  );
}
