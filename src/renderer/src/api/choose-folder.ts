/** Asking for a folder: the host's own dialog where it has one, else our browser of folders. */
import { create } from 'zustand';
import { t } from '#renderer/i18n/t.ts';
import { api } from './client.ts';
import { useSystem } from './stores.ts';

export interface FolderRequest {
  readonly title: string;
  readonly button: string;
  readonly answer: (path: string | null) => void;
}

/** The request our own browser has to answer; the app renders it. */
export const useFolderRequest = create<{ readonly request: FolderRequest | null }>(() => ({ request: null }));

/**
 * Lets the person choose a folder.
 * @returns null when they changed their mind
 * @throws ApiError from the host's dialog
 */
export async function chooseFolder(title: string, button = t.errors.chooseThisFolder): Promise<string | null> {
  if (useSystem.getState().value?.can.pick_folder === true) return (await api.call('system.pickFolder', { title })).path;
  return new Promise((resolve) => {
    const answer = (path: string | null): void => {
      useFolderRequest.setState({ request: null });
      resolve(path);
    };
    useFolderRequest.setState({ request: { title, button, answer } });
  });
}
