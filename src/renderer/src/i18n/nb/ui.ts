import type { en } from '../en/en.ts';
import type { Messages } from '../messages.ts';
import { formatNumber, plural } from '../numbers.ts';

export const ui = {
  importedAnyway: 'Importert likevel.',
  shownOf: (shown, total) => `${formatNumber(shown)} av ${formatNumber(total)} vises.`,
  stars: (count) => plural(count, 'stjerne', 'stjerner'),
  keys: {
    ctrl: 'Ctrl',
    shift: 'Shift',
    pageUp: 'PgUp',
    pageDown: 'PgDn',
    escape: 'Esc',
    space: 'Mellomrom',
    home: 'Home',
    end: 'End',
    delete: 'Delete',
  },
  labels: { red: 'Rødt merke', yellow: 'Gult merke', green: 'Grønt merke', blue: 'Blått merke', purple: 'Lilla merke' },
  colors: { red: 'rødt', yellow: 'gult', green: 'grønt', blue: 'blått', purple: 'lilla', none: 'ingen', mixed: 'ulike' },
  flags: { pick: 'valgt', reject: 'vraket', none: 'ingen', mixed: 'ulike' },
  flag: (flag) => `Flagg: ${flag}`,
  pick: 'Velg ut',
  reject: 'Vrak',
  label: (color) => `Fargemerke: ${color}`,
  linesCopied: (count) => plural(count, 'linje kopiert', 'linjer kopiert'),
  problemFiles: 'Filer med problemer',
  copyAll: 'Kopier alt',
  rating: (rating) => `Vurdering: ${rating}`,
  removeRating: (rating) => `Fjern vurderingen på ${rating}`,
  suggestions: (field) => `${field}: forslag`,
  dismiss: 'Lukk meldingen',
  moreByTyping: (count) => `Og ${formatNumber(count)} til; skriv en del av tittelen.`,
  messages: 'Meldinger',
} as const satisfies Messages<typeof en.ui>;
