import type { en } from '../en/en.ts';
import type { Messages } from '../messages.ts';
import { plural } from '../numbers.ts';

export const common = {
  tryAgain: 'Prøv igjen',
  cancel: 'Avbryt',
  close: 'Lukk',
  undo: 'Angre',
  open: 'Åpne',
  rename: 'Gi nytt navn …',
  photos: (count) => plural(count, 'bilde', 'bilder'),
  files: (count) => plural(count, 'fil', 'filer'),
  sessions: (count) => plural(count, 'økt', 'økter'),
  storages: (count) => plural(count, 'lager', 'lagre'),
  offline: 'Frakoblet',
  search: 'Søk',
  layout: 'Oppsett',
  justified: 'Jevne rader',
  squares: 'Kvadrater',
  library: 'Bibliotek',
  session: 'Økt',
  sessionsTitle: 'Økter',
  storagesTitle: 'Lagre',
  conflicts: 'Konflikter',
  jobs: 'Import og jobber',
  settings: 'Innstillinger',
  history: 'Historikk',
  albums: 'Albumer',
  details: 'Detaljer',
  review: 'Se gjennom',
  show: 'Vis',
} as const satisfies Messages<typeof en.common>;
