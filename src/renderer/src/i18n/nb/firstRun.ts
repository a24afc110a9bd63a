import type { en } from '../en/en.ts';
import type { Messages } from '../messages.ts';
import { plural } from '../numbers.ts';

const places: Readonly<Partial<Record<string, string>>> = { Home: 'Hjem', Pictures: 'Bilder', Downloads: 'Nedlastinger' };

export const firstRun = {
  useMyFolder: 'Bruk en mappe jeg allerede har',
  useThisFolder: 'Bruk denne mappen',
  photosStay: 'Bildene dine blir der du la dem.',
  whatItDoes:
    'ImaLink tar vare på mapper. Flytt dem og gi dem nye navn med hvilket program som helst: hvert bilde kjennes igjen på innholdet.',
  nothingMoved: 'Ingenting flyttes eller endres; ImaLink legger til en liten skjult mappe for seg selv.',
  newStorage: 'Start et nytt lager',
  freshFolder: 'En ny mappe på en hvilken som helst disk, til å kopiere bilder inn i fra kort, telefoner og andre mapper.',
  restore: 'Gjenopprett fra et ImaLink-lager',
  restoreWhen: 'Fra en disk fra en annen datamaskin, eller etter at katalogen gikk tapt: alt er tatt vare på inne i hvert lager.',
  orDrop: 'Eller slipp en mappe hvor som helst i dette vinduet. Ingenting forlater denne datamaskinen.',
  trySamples: 'Prøv med eksempelbilder',
  noPhotosHere: 'Ingen bilder direkte i denne mappen',
  photosHere: (count) => `${plural(count, 'bilde', 'bilder')} direkte i denne mappen`,
  folderAbove: 'Mappen over',
  folder: 'Mappe',
  places: 'Steder',
  folders: 'Mapper',
  storage: 'Lager',
  place: (label) => places[label] ?? label,
  folderNotOpened: 'Denne mappen kunne ikke åpnes.',
  noFolders: 'Ingen mapper her.',
} as const satisfies Messages<typeof en.firstRun>;
