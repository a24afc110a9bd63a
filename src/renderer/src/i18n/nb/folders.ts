import type { en } from '../en/en.ts';
import type { Messages } from '../messages.ts';

export const folders = {
  title: 'Mapper',
  tree: 'Mappene i lagrene',
  path: 'Stien til mappen',
  below: 'Med undermapper',
  scan: 'Skann denne mappen',
  openFolder: 'Vis bildene i den',
  unfold: 'Fold ut',
  fold: 'Fold sammen',
  showFolder: 'Vis mappen til dette bildet',
  notShown: 'Mappen til bildet kunne ikke vises',
  empty: 'Ingen bilder i selve mappen',
  emptyWhy: 'Det finnes noen i mappene under.',
  gone: 'Ingen kjente bilder i denne mappen',
  goneWhy: 'De er flyttet, eller mappen har fått et annet navn.',
  withBelow: 'Vis dem i undermapper',
  noStorage: 'Ingen lagre ennå',
  noStorageWhy: 'Mappene i lagrene dine står her når det finnes noen.',
} as const satisfies Messages<typeof en.folders>;
