import { plural } from '../numbers.ts';

/** Sessions: their list, their heads, taking an import back. */
export const sessions = {
  facts: (files: number, size: string, at: string, storage: string, isInPlace: boolean) =>
    `${plural(files, 'file')} · ${size} · imported ${at} into ${storage}${isInPlace ? ', left in place' : ''}`,
  leaveLibrary: (photos: number, setAside: string | null) =>
    `${plural(photos, 'photo')} leave the library${setAside == null ? '; their files stay where they are' : `, ${setAside} are set aside`}.`,
  notSaved: 'The change was not saved',
  aboutSession: 'About this session',
  addNotes: 'Add notes',
  addAuthor: 'Add who took them',
  from: (sources: string) => `From ${sources}`,
  notListed: 'The sessions could not be listed',
  everyImport: 'Every import becomes a session',
  everyImportMeans: 'With a title and notes of your own, and a record of where each file came from.',
  imported: (at: string) => `Imported ${at}`,
  cannotUndo: 'The import cannot be undone',
  undoImport: 'Undo import…',
  undoAsk: 'Undo this import?',
  undoMeans:
    'Nothing has been changed yet. Files go into the set-aside store of the storage, and come back with Undo. Ratings, tags and captions are kept for when the photos return.',
  setAside: (files: number) => `Set aside ${plural(files, 'file')}`,
  takeOut: (photos: number) => `Take ${plural(photos, 'photo')} out of the library`,
  nothingToTakeBack: 'Nothing of this import is as it was brought; there is nothing to take back.',
  whatGoes: 'What goes',
  filesStay: (files: number) => plural(files, 'file stays', 'files stay'),
  whatStays: 'What stays',
  goingOn: 'Going on with the import',
  notCopiedAgain: 'Files that are already here are not copied again.',
} as const;
