/** Where disks are: the folders below which storages are looked for when nobody names one. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** File systems that hold no photos: the kernel's own, and images of programs. */
const pseudoTypes: ReadonlySet<string> = new Set(
  (
    'autofs binfmt_misc bpf cgroup cgroup2 configfs debugfs devpts devtmpfs efivarfs fusectl fuse.portal fuse.gvfsd-fuse ' +
    'fuse.snapfuse hugetlbfs mqueue nsfs proc pstore ramfs rpc_pipefs securityfs squashfs sysfs tmpfs tracefs'
  ).split(' '),
);

export interface Mount {
  readonly path: string;
  readonly type: string;
}

/** What is mounted, as Linux says; empty elsewhere. */
export async function readMounts(): Promise<Mount[]> {
  const text = await readFile('/proc/mounts', 'utf8').catch(() => '');
  return parseMounts(text);
}

/** Lines of /proc/mounts: blanks and backslashes in paths are octal escapes. */
export function parseMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [, path, type] = line.split(' ');
    if (path === undefined || type === undefined) return [];
    return [{ path: path.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8))), type }];
  });
}

/** The mount a path is on: the longest that contains it, the last of equals. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | null {
  let best: Mount | null = null;
  for (const mount of mounts) {
    const isInside = path === mount.path || path.startsWith(mount.path.endsWith('/') ? mount.path : `${mount.path}/`);
    if (isInside && (best === null || mount.path.length >= best.path.length)) best = mount;
  }
  return best;
}

/** Mounted disks, the home folder, and what hangs in the usual places; every folder once. */
export async function searchPlaces(platform: NodeJS.Platform = process.platform): Promise<string[]> {
  const wanted = [homedir()];
  if (platform === 'win32') for (let letter = 65; letter <= 90; letter++) wanted.push(`${String.fromCharCode(letter)}:\\`);
  else {
    const mounts = await readMounts();
    wanted.push(...mounts.filter(({ path, type }) => !pseudoTypes.has(type) && !isSystemPlace(path)).map(({ path }) => path));
    for (const parent of ['/media', '/run/media', '/mnt', '/Volumes']) {
      const names = await readdir(parent).catch((): string[] => []);
      wanted.push(...names.map((name) => join(parent, name)));
    }
  }
  const found = new Set<string>();
  for (const path of wanted) {
    const real = await realpath(path).catch(() => null);
    // A mounted file (as containers have them) is no place to look in.
    if (
      real !== null &&
      (await stat(real).then(
        (info) => info.isDirectory(),
        () => false,
      ))
    )
      found.add(real);
  }
  return [...found];
}

/** Folders of the operating system right below a root: large, and never a person's. */
const systemNames: ReadonlySet<string> = new Set(
  (
    'bin boot dev etc lib lib32 lib64 libx32 lost+found proc sbin snap sys usr var private system applications library cores ' +
    'windows programdata recovery perflogs'
  ).split(' '),
);

/** True for a folder of the operating system; `/var` and `C:\Windows` are, `/home/ada/windows` is not. */
export function isSystemPlace(path: string): boolean {
  const parts = path.split(/[\\/]/).filter((part) => part !== '');
  const [first, second] = /^[A-Za-z]:$/.test(parts[0] ?? '') ? parts.slice(1) : parts;
  if (first === undefined) return false;
  // Removable media of several distributions hang below /run.
  if (first === 'run') return second !== undefined && second !== 'media';
  return systemNames.has(first.toLowerCase()) || /^program files/i.test(first);
}
