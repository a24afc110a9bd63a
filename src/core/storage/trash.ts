/** The trash of the operating system: where the sources of a move go. Never copies, never removes for good. */
import { freedesktopTrash } from './freedesktop-trash.ts';

export interface Trash {
  /**
   * Puts one file into the trash, by a rename within its file system.
   * @returns null when it is there, otherwise why it was left where it is
   */
  put(path: string): Promise<string | null>;
}

/** What a host without a trash of its own offers: on Linux the freedesktop trash, elsewhere none. */
export function systemTrash(platform: NodeJS.Platform = process.platform): Trash {
  return platform === 'linux' ? freedesktopTrash() : noTrash;
}

const noTrash: Trash = { put: async () => 'there is no trash to put it into; the desktop app has one' };
