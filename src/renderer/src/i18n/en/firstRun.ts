import { plural } from '../numbers.ts';

/** The first screen, and choosing folders. */
export const firstRun = {
  useMyFolder: 'Use a folder I already have',
  useThisFolder: 'Use this folder',
  photosStay: 'Your photos stay where you put them.',
  whatItDoes: 'ImaLink looks after folders. Move and rename them with any program: it knows every photo again by its content.',
  nothingMoved: 'Nothing is moved or changed; ImaLink adds a small hidden folder of its own.',
  newStorage: 'Start a new storage',
  freshFolder: 'A fresh folder on any drive, to copy photos into from cards, phones and other folders.',
  restore: 'Restore from an ImaLink storage',
  restoreWhen: 'From a drive of another computer, or after the catalog was lost: everything is kept inside each storage.',
  orDrop: 'Or drop a folder anywhere in this window. Nothing leaves this computer.',
  trySamples: 'Try with sample photos',
  noPhotosHere: 'No photos directly in this folder',
  photosHere: (count: number) => `${plural(count, 'photo')} directly in this folder`,
  folderAbove: 'Folder above',
  folder: 'Folder',
  places: 'Places',
  folders: 'Folders',
  storage: 'Storage',
  /** The places of the folder browser: three have names that the core gives them in English, the others are drives. */
  place: (label: string) => label,
  folderNotOpened: 'This folder could not be opened.',
  noFolders: 'No folders in here.',
} as const;
