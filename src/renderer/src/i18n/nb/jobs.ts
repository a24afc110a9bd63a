import type { JobDto } from '#contract/job.ts';
import type { en } from '../en/en.ts';
import type { Messages } from '../messages.ts';
import { formatNumber, plural } from '../numbers.ts';

const verbs: Partial<Record<JobDto['kind'], string>> = {
  scan: 'Skanning av',
  verify: 'Kontroll av',
  mirror: 'Speiling av',
  recover: 'Gjenoppretting av',
};

/** The core's title of such a job is a verb and a name; that of an import is the name of its session. */
function titleOf(title: string, kind: JobDto['kind']): string {
  if (kind === 'edit') return 'Endring av bilder';
  if (kind === 'resolve') return 'Endringer etter valg';
  const verb = verbs[kind];
  if (verb == null) return title;
  const name = title.slice(title.indexOf(' ') + 1);
  return `${verb} ${kind === 'verify' && name === 'everything within reach' ? 'alt innen rekkevidde' : name}`;
}

export const jobs = {
  phases: {
    listing: 'Leter etter bilder',
    reading: 'Leser',
    importing: 'Importerer',
    applying: 'Utfører',
    copying: 'Arbeider',
    moving: 'Flytter kildene til papirkurven',
    'writing-index': 'Skriver indeksen',
  },
  title: (title, kind) => titleOf(title, kind),
  problems: (count) => plural(count, 'problem', 'problemer'),
  showProblems: (count) => `Vis ${plural(count, 'problem', 'problemer')}`,
  hideProblems: (count) => `Skjul ${plural(count, 'problem', 'problemer')}`,
  notListed: 'Jobbene kunne ikke listes',
  progressOf: (job) => `Framdrift for ${job}`,
  andMore: (count) => `og ${formatNumber(count)} til`,
  nothingRunning: 'Ingenting kjører',
  importsAppear: 'Importer vises her mens de kjører, og blir stående i listen når de er ferdige.',
  running: 'Kjører',
  nothingRunningNow: 'Ingenting kjører.',
  lastJobs: 'Siste jobber',
  paused: 'Satt på pause',
  waiting: 'Venter',
  doneWithProblems: 'Ferdig, med problemer',
  done: 'Ferdig',
  failed: 'Mislyktes',
  cancelled: 'Avbrutt',
  didNotWork: 'Det gikk ikke',
  notResumed: 'Importen kunne ikke fortsettes',
  pause: 'Pause',
  continue: 'Fortsett',
  resume: 'Fortsett',
  showSession: 'Vis økten',
  lookedAt: (files) => `${plural(files, 'fil', 'filer')} gjennomgått`,
  filesOf: (done, total) => `${formatNumber(done)} av ${plural(total, 'fil', 'filer')}`,
  photosOf: (done, total) => `${formatNumber(done)} av ${plural(total, 'bilde', 'bilder')}`,
  changed: (photos) => `${plural(photos, 'bilde', 'bilder')} endret`,
  left: (time) => `${time} igjen`,
  failedSentence: 'Mislyktes.',
  imported: (imported, duplicates, failed) =>
    `${plural(imported, 'bilde', 'bilder')} importert${duplicates > 0 ? `, ${formatNumber(duplicates)} var her allerede` : ''}${failed > 0 ? `, ${formatNumber(failed)} mislyktes` : ''}`,
  cancelledOutcome: (done) => `Avbrutt. ${done}; det som er gjort, er gjort.`,
  retryFailed: 'Prøv filene som mislyktes, på nytt',
  notRetried: 'Filene som mislyktes, kunne ikke prøves på nytt',
} as const satisfies Messages<typeof en.jobs>;
