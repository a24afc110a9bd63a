import type { en } from '../en/en.ts';
import type { Messages } from '../messages.ts';
import { plural } from '../numbers.ts';

export const map = {
  title: 'Kart',
  map: 'Kart over bildene: piltastene flytter det, pluss og minus zoomer, Enter åpner stedet i midten',
  shown: 'Vises som',
  asMap: 'Kart',
  asList: 'Liste',
  zoomIn: 'Zoom inn',
  zoomOut: 'Zoom ut',
  all: 'Vis alle steder',
  places: 'Steder med bilder, de med flest først',
  place: 'Sted',
  photos: 'Bilder',
  dots: 'Steder',
  dot: (place, photos) => `${place}: ${plural(photos, 'bilde', 'bilder')}`,
  nowhere: 'Ingen bilder her',
  nowhereWhy: 'Flytt kartet eller zoom ut: bilder med posisjon vises som prikker.',
  showOnMap: 'Vis på kartet',
  more: (places) => `${plural(places, 'sted til', 'steder til')}`,
} as const satisfies Messages<typeof en.map>;
