/** The page's calls and our events over IPC. This is the only file that touches ipcMain. */
import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Dispatch } from '#contract/dispatch.ts';
import { ImaLinkError, toWireError } from '#contract/errors.ts';
import type { EventName } from '#contract/events.ts';
import { isOurPage } from './page-origin.ts';

/** Answers `imalink:call`. Results are values, failures too: Electron keeps only the message of a thrown error. */
export function answerCalls(dispatch: Dispatch): void {
  ipcMain.handle('imalink:call', (event, name: unknown, input: unknown) => {
    if (isTopFrameOfOurs(event)) return dispatch(name, input);
    return { ok: false, error: toWireError(new ImaLinkError('not-authorized', 'This frame may not call ImaLink.')) };
  });
}

/** Sends an event to every window. */
export function sendEvent(name: EventName, payload: unknown): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send('imalink:event', name, payload);
}

/** The frame may be gone already (null); subframes, should one ever get past the policy, are nobody we talk to. */
function isTopFrameOfOurs({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame != null && senderFrame.parent == null && isOurPage(senderFrame.url);
}
