/**
 * The only thing the page gets from Electron: `window.imalink`, one named function per procedure. There is no
 * channel through which another name could pass, and neither ipcRenderer nor an IPC event reaches the page.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge, BridgeCalls } from '#contract/bridge.ts';
import { eventNames, procedureNames } from '#contract/names.ts';
import { createEventHub } from './event-hub.ts';

const hub = createEventHub(eventNames);
ipcRenderer.on('imalink:event', (_event, name: unknown, payload: unknown) => hub.deliver(name, payload));

const calls = Object.fromEntries(
  procedureNames.map((name) => [name, (input: unknown) => ipcRenderer.invoke('imalink:call', name, input)]),
) as unknown as BridgeCalls;

const bridge: Bridge = {
  calls: Object.freeze(calls),
  on: hub.on,
  // Files that are no files of this machine (dragged out of another page) have no path.
  pathsForFiles: (files) => files.map((file) => webUtils.getPathForFile(file as File)).filter((path) => path !== ''),
};

contextBridge.exposeInMainWorld('imalink', Object.freeze(bridge));
