/**
 * The import table of docs/architecture.md, once: which layer may import which, and what from outside. A layer is a
 * folder of src/; the most specific one counts.
 */

/**
 * @typedef {object} Layer
 * @property {string} name the folder below src/
 * @property {readonly string[]} may layers it may import, itself always included; `x/*` stands for every layer below x
 * @property {boolean} node may import node: modules
 * @property {'all' | readonly string[]} packages npm packages it may import
 */

/** Packages with native code, files or sockets behind them: for core and the hosts, never for a page. */
export const systemPackages = [
  'better-sqlite3',
  'sharp',
  'chokidar',
  'kysely',
  'exifr',
  'libheif-js',
  'hono',
  '@hono/node-server',
  'ws',
  'exiftool-vendored',
];

const core = ['domain', 'contract', 'core', 'core/format'];

/** @type {readonly Layer[]} */
const layers = [
  { name: 'domain', may: [], node: false, packages: [] },
  { name: 'contract', may: ['domain'], node: false, packages: ['zod'] },
  { name: 'core', may: ['domain', 'contract'], node: true, packages: 'all' },
  { name: 'core/format', may: ['domain', 'contract'], node: false, packages: ['zod'] },
  { name: 'core/catalog', may: core, node: true, packages: 'all' },
  { name: 'core/media', may: core, node: true, packages: 'all' },
  { name: 'core/storage', may: core, node: true, packages: 'all' },
  { name: 'core/services', may: [...core, 'core/*'], node: true, packages: 'all' },
  { name: 'workers', may: ['domain', 'contract', 'core', 'core/*'], node: true, packages: 'all' },
  { name: 'server', may: ['domain', 'contract', 'core', 'core/*'], node: true, packages: 'all' },
  { name: 'cli', may: ['domain', 'contract', 'core', 'core/*', 'server'], node: true, packages: 'all' },
  { name: 'main', may: ['domain', 'contract', 'core', 'core/*', 'server'], node: true, packages: 'all' },
  { name: 'preload', may: ['contract'], node: false, packages: ['electron'] },
  { name: 'renderer', may: ['domain', 'contract', 'renderer/*'], node: false, packages: 'all' },
  {
    name: 'renderer/app',
    may: ['domain', 'contract', 'renderer/features', 'renderer/ui', 'renderer/api', 'renderer/i18n'],
    node: false,
    packages: 'all',
  },
  { name: 'renderer/features', may: ['domain', 'contract', 'renderer/ui', 'renderer/api', 'renderer/i18n'], node: false, packages: 'all' },
  { name: 'renderer/api', may: ['domain', 'contract', 'renderer/i18n'], node: false, packages: 'all' },
  { name: 'renderer/ui', may: ['domain', 'contract', 'renderer/i18n'], node: false, packages: 'all' },
  { name: 'renderer/i18n', may: ['domain', 'contract'], node: false, packages: 'all' },
];

/** Only these may name `electron`, and what of it. */
export const electronMembers = {
  /** Everything, but ipcMain in its adapter only. */
  main: (member, file) => member !== 'ipcMain' || file.endsWith('/main/ipc-adapter.ts') || file.endsWith('.test.ts'),
  preload: (member) => ['contextBridge', 'ipcRenderer', 'webUtils'].includes(member),
};

/** The `#…` addresses of package.json and the folders behind them. */
export const aliases = {
  domain: 'domain',
  contract: 'contract',
  core: 'core',
  workers: 'workers',
  server: 'server',
  cli: 'cli',
  renderer: 'renderer/src',
};

/** A path below src/ as a layer's path: the renderer keeps its sources one folder deeper. */
const normalise = (path) => path.replace(/^renderer\/src(?=\/|$)/, 'renderer');

/** The layer a file below src/ belongs to. @returns {Layer | undefined} */
export function layerOf(path) {
  const folders = normalise(path);
  return layers
    .filter((layer) => folders === layer.name || folders.startsWith(`${layer.name}/`))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
}

/** The feature a file belongs to; null outside the features. */
export function featureOf(path) {
  return /^renderer\/features\/([^/]+)\//.exec(normalise(path))?.[1] ?? null;
}

/** True when the table lets `from` import `to`. */
export function mayImport(from, to) {
  return (
    from.name === to.name || from.may.some((name) => name === to.name || (name.endsWith('/*') && to.name.startsWith(name.slice(0, -1))))
  );
}
