/** `session` of the stand-in: it keeps the permission handlers, so that a test can ask them. */
import { strict } from './strict.ts';

type RequestHandler = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;
type CheckHandler = (contents: unknown, permission: string) => boolean;

const state: { request: RequestHandler; check: CheckHandler } = {
  request: (_contents, _permission, answer) => answer(true),
  check: () => true,
};

export const defaultSession = strict('session.defaultSession', {
  setPermissionRequestHandler(handler: RequestHandler) {
    state.request = handler;
  },
  setPermissionCheckHandler(handler: CheckHandler) {
    state.check = handler;
  },
});

export const session = strict('session', {
  defaultSession,
  /** Not in Electron: what the app's handlers say to a permission, asked and checked. */
  standinPermission: (permission: string): Promise<{ asked: boolean; checked: boolean }> =>
    new Promise((resolve) => state.request(null, permission, (asked) => resolve({ asked, checked: state.check(null, permission) }))),
});
