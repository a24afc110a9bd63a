import type { en } from '../en/en.ts';
import type { Messages } from '../messages.ts';
import { formatNumber, plural } from '../numbers.ts';

export const viewer = {
  backgrounds: { black: 'svart', dark: 'mørk grå', mid: 'mellomgrå', white: 'hvit' },
  place: (place, total) => `${formatNumber(place)} av ${formatNumber(total)}`,
  filmstrip: 'Filmstripe',
  slideshow: 'Lysbildevisning',
  endSlideshow: 'Avslutt lysbildevisningen',
  pause: 'Pause',
  goOn: 'Fortsett',
  interval: 'Tid på hvert bilde',
  seconds: (seconds) => `${formatNumber(seconds)} s`,
  comparing: (photos) => `Sammenligner ${plural(photos, 'bilde', 'bilder')}`,
  missing: 'Filen mangler, og det finnes ingen forhåndsvisning av den.',
  notDecoded: 'Dette bildet kunne ikke dekodes. Selve filen beholdes som den er.',
  back: 'Tilbake til bildene',
  zoomFull: 'Zoom til 100 %',
  fit: 'Tilpass til vinduet',
  background: (name) => `Bakgrunn: ${name}`,
} as const satisfies Messages<typeof en.viewer>;
