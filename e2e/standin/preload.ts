/** Runs the real preload bundle before the page's own scripts, with the three Electron modules it may have. */

/** What launch.ts puts into the page for the script below; the script takes it away before the page can see it. */
export const bindingName = '__imalinkStandin';

/** Names of the events through which the test process reaches the script; the nonce keeps them from the page. */
export const eventName = (nonce: string): string => `standin-event-${nonce}`;
export const fileEventName = (nonce: string): string => `standin-files-${nonce}`;

/**
 * The init script. contextBridge copies and freezes as Electron does: no prototypes cross, functions become proxies,
 * errors keep their message only. What it cannot do is a world of its own: it runs in the page's, inside a closure.
 *
 * `webUtils.getPathForFile` knows the paths a test has announced with `announceFiles` (launch.ts), by name, size and
 * time; every other file has none, as a file dragged out of a web page has none in Electron.
 */
export function preloadScript(source: string, nonce: string): string {
  return `(() => {
  if (window !== window.top || !/\\.localhost$/.test(location.hostname)) return;
  const call = window.${bindingName};
  delete window.${bindingName};
  const listeners = new Map();
  document.addEventListener('${eventName(nonce)}', ({ detail: [channel, args] }) => {
    for (const listener of [...(listeners.get(channel) ?? [])]) listener({ sender: null, ports: [] }, ...args);
  });
  const filePaths = new Map();
  const fileKey = (file) => [file.name, file.size, file.lastModified].join('/');
  document.addEventListener('${fileEventName(nonce)}', ({ detail }) => {
    for (const [file, path] of detail) filePaths.set(fileKey(file), path);
  });
  const copy = (value, depth = 0) => {
    if (depth > 100) throw new Error('contextBridge: nested too deep');
    if (typeof value === 'symbol') throw new TypeError('contextBridge: symbols cannot cross');
    if (typeof value === 'function') return (...args) => copy(value(...args.map((arg) => copy(arg, depth + 1))), depth + 1);
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof Promise) return value.then((result) => copy(result, depth + 1), (error) => { throw copy(error, depth + 1); });
    if (value instanceof Error) return new Error(value.message);
    if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1));
    if ([Date, Blob, ArrayBuffer, Map, Set, RegExp].some((type) => value instanceof type) || ArrayBuffer.isView(value)) return structuredClone(value);
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item, depth + 1)])));
  };
  const strict = (name, target) => new Proxy(target, {
    get(object, key) {
      if (key in object || typeof key === 'symbol' || key === 'then') return object[key];
      throw new Error('electron stand-in (preload): ' + name + '.' + key + ' is not there yet; add it to e2e/standin/preload.ts');
    },
  });
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld(key, api) {
      if (key in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
      Object.defineProperty(window, key, { value: copy(api), writable: false, configurable: false, enumerable: true });
    },
  });
  const ipcRenderer = strict('ipcRenderer', {
    async invoke(channel, ...args) {
      const answer = await call({ url: location.href, channel, args: structuredClone(args) });
      if (!answer.ok) throw new Error("Error invoking remote method '" + channel + "': " + answer.value);
      return answer.value;
    },
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
  });
  const webUtils = strict('webUtils', { getPathForFile: (file) => filePaths.get(fileKey(file)) ?? '' });
  const require = (id) => {
    if (id === 'electron' || id === 'electron/renderer') return strict('electron', { contextBridge, ipcRenderer, webUtils });
    throw new Error('module not found: ' + id + ' (sandboxed preload)');
  };
  const module = { exports: {} };
  ((require, module, exports, process) => {\n${source}\n})(require, module, module.exports, { platform: 'linux', sandboxed: true, contextIsolated: true, versions: {}, env: {}, argv: [] });
})();`;
}
