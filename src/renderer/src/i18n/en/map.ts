import { plural } from '../numbers.ts';

/** The map of the photos. */
export const map = {
  title: 'Map',
  map: 'Map of the photos: arrows move it, plus and minus zoom, Enter opens the place in the middle',
  shown: 'Shown as',
  asMap: 'Map',
  asList: 'List',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  all: 'Show all places',
  places: 'Places with photos, the fullest first',
  place: 'Place',
  photos: 'Photos',
  dots: 'Places',
  dot: (place: string, photos: number) => `${place}: ${plural(photos, 'photo')}`,
  nowhere: 'No photos here',
  nowhereWhy: 'Move the map or zoom out: photos with a position are shown as dots.',
  showOnMap: 'Show on the map',
  more: (places: number) => `${plural(places, 'more place')}`,
} as const;
