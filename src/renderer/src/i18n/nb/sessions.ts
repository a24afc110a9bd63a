import type { en } from '../en/en.ts';
import type { Messages } from '../messages.ts';
import { plural } from '../numbers.ts';

export const sessions = {
  facts: (files, size, at, storage, isInPlace) =>
    `${plural(files, 'fil', 'filer')} · ${size} · importert ${at} til ${storage}${isInPlace ? ', der de lå' : ''}`,
  leaveLibrary: (photos, setAside) =>
    `${plural(photos, 'bilde', 'bilder')} forsvinner fra biblioteket${setAside == null ? '; filene blir der de er' : `, ${setAside} legges til side`}.`,
  notSaved: 'Endringen ble ikke lagret',
  aboutSession: 'Om denne økten',
  addNotes: 'Legg til notater',
  addAuthor: 'Legg til hvem som tok dem',
  from: (sources) => `Fra ${sources}`,
  notListed: 'Øktene kunne ikke listes',
  everyImport: 'Hver import blir en økt',
  everyImportMeans: 'Med din egen tittel og dine egne notater, og en oversikt over hvor hver fil kom fra.',
  imported: (at) => `Importert ${at}`,
  cannotUndo: 'Importen kan ikke angres',
  undoImport: 'Angre importen …',
  undoAsk: 'Angre denne importen?',
  undoMeans:
    'Ingenting er endret ennå. Filene legges til side i lageret, og kommer tilbake med Angre. Vurderinger, nøkkelord og bildetekster er tatt vare på til bildene kommer tilbake.',
  setAside: (files) => `Legg ${plural(files, 'fil', 'filer')} til side`,
  takeOut: (photos) => `Ta ${plural(photos, 'bilde', 'bilder')} ut av biblioteket`,
  nothingToTakeBack: 'Ingenting fra denne importen er slik den kom; det er ingenting å ta tilbake.',
  whatGoes: 'Det som forsvinner',
  filesStay: (files) => plural(files, 'fil blir', 'filer blir'),
  whatStays: 'Det som blir',
  goingOn: 'Fortsetter med importen',
  notCopiedAgain: 'Filer som allerede er her, kopieres ikke på nytt.',
} as const satisfies Messages<typeof en.sessions>;
