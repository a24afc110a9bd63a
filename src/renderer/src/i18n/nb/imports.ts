import { templateParts } from '#domain/path-template.ts';
import type { en } from '../en/en.ts';
import type { Messages } from '../messages.ts';
import { form, formatNumber, plural } from '../numbers.ts';

/** What stands for what in a template: the domain says it in English. */
const tokens: Readonly<Partial<Record<string, string>>> = {
  YYYY: 'år',
  YY: 'år, to siffer',
  MM: 'måned',
  DD: 'dag',
  hh: 'time',
  mm: 'minutt',
  ss: 'sekund',
  camera: 'kamera',
  session: 'tittelen på økten',
  source: 'navnet på kildemappen',
  folder: 'mapper inne i kilden',
  name: 'filnavn uten endelse',
};

export const imports = {
  andMore: (count) => `og ${formatNumber(count)} til`,
  wouldGetPhotos: (folders) => `${plural(folders, 'mappe', 'mapper')} vil få bilder`,
  layouts: {
    keep: 'Behold mappene',
    date: 'Sorter etter dato',
    session: 'Én mappe for økten',
    flat: 'Ingen mapper',
    template: 'Med mine egne ord',
  },
  templateProblem: (fault, message) => {
    switch (fault.code) {
      case 'unknown-part':
        return `${fault.part} er ingen del av en mal; delene er ${templateParts}`;
      case 'lone-bracket':
        return 'En klamme { eller } står alene';
      case 'separator':
        return 'Mapper skilles med /';
      case 'leads-out':
        return 'En mal kan ikke føre ut av lageret';
      case 'name-before-end':
        return '{name} står i den siste delen: det er navnet på filen';
      case 'empty':
        return 'Malen er tom';
      default:
        return message;
    }
  },
  token: (name, help) => tokens[name] ?? help,
  newPhotos: (count) => form(count, 'nytt bilde', 'nye bilder'),
  foundToCopy: (files, size) =>
    `${plural(files, 'fil', 'filer')} funnet${size == null ? '' : `, ${size} å kopiere`}. Ingenting er kopiert ennå.`,
  withProblem: (files) => `${plural(files, 'fil', 'filer')} med et problem`,
  readFiles: (done, total) => `${formatNumber(done)}${total == null ? '' : ` av ${formatNumber(total)}`} filer`,
  pathsUnknownBrowser: 'En nettleser sier ikke hvor filer som slippes, ligger, og de ble ikke funnet. Velg mappen deres her i stedet.',
  locating: 'Ser etter hvor det ligger …',
  pathsUnknown: 'Det er ikke kjent hvor filene som ble sluppet, ligger. Velg mappen deres her i stedet.',
  startImport: (photos) => (photos == null ? 'Importer' : `Importer ${plural(photos, 'bilde', 'bilder')}`),
  startAdd: (photos) => (photos == null ? 'Legg til' : `Legg til ${plural(photos, 'bilde', 'bilder')}`),
  sheets: {
    copy: { title: 'Importer bilder', description: 'Filene kopieres og kontrolleres; originalene blir som de er.' },
    move: { title: 'Importer bilder', description: 'Filene kopieres og kontrolleres; deretter går originalene i papirkurven.' },
    register: { title: 'Legg til bildene i denne mappen', description: 'Filene blir der de er. ImaLink bare leser dem.' },
  },
  dropToSee: 'Slipp for å se hva som ville bli importert',
  foldersInStorage: 'Mapper i lageret',
  template: 'Mal',
  foldersThatWould: 'Mapper som vil få bilder',
  fromFolder: 'Importer fra en mappe',
  fromHere: 'Importer herfra',
  noStorageYet: 'Bilder kopieres inn i et lager, og det finnes ikke noe ennå.',
  sessionTitle: 'Tittel på økten',
  notes: 'Notater',
  tagsOfNew: 'Nøkkelord for alle nye bilder',
  notWritable: 'Kan ikke skrives til nå',
  free: (size) => `${size} ledig`,
  sizeOfFree: (size, free, share) => `${size} av ${free} ledig${share == null ? '' : ` (${formatNumber(share)} %)`}`,
  counting: 'Teller',
  alreadyHere: 'er her allerede',
  furtherCopies: 'ekstra kopier',
  companions: 'følgefiler',
  cannotBeRead: 'kan ikke leses',
  dropAnywhere: 'Slipp mapper eller filer hvor som helst i dette vinduet, eller velg en mappe.',
  chooseFolder: 'Velg en mappe …',
  sources: 'Kilder',
  removeSource: (source) => `Fjern ${source}`,
  nothingThere: 'Det er ingen filer der som ImaLink kan importere. Velg en annen mappe.',
  allHere: 'Alt der er allerede i dette lageret. Det er ingenting å importere.',
  noneUsable: 'Ingen av filene kan importeres. Grunnene står nedenfor.',
  tooBig: (free, needed) => `Disken har ${free} ledig, importen trenger ${needed}. Frigjør plass eller velg et annet lager.`,
  notCounted: 'Bildene kunne ikke telles.',
  filesOneByOne: (files) => `${plural(files, 'fil', 'filer')}, én for én`,
  filesToShow: 'Filer som vises',
  allFiles: 'Alle',
  kinds: {
    new: 'Nye',
    identical: 'Kjent fra før',
    same_picture: 'Samme bilde',
    companion: 'Følgefiler',
    unsupported: 'Ikke bilder',
    unreadable: 'Uleselige',
  },
  filesOfSource: 'Filene i kilden',
  inStorage: (storage, isConnected, path) => `${storage} (${isConnected ? 'tilkoblet' : 'frakoblet'}): ${path}`,
  sameBytes: (where) => `Er ${where}`,
  samePicture: (where, differs) => `Samme bilde som ${where}${differs == null ? '' : `; ulikt: ${differs}`}`,
  differs: {
    size: 'størrelse',
    taken_at: 'opptakstidspunkt',
    camera: 'kamera',
    title: 'tittel',
    caption: 'bildetekst',
    rating: 'vurdering',
    place: 'sted',
    gps: 'posisjon',
  },
  whereTheyAre: 'Filene der de ligger nå',
  leaveThem: 'La dem ligge',
  leaveThemMeans: 'Ingenting i kilden endres.',
  intoTrash: 'Legg dem i papirkurven',
  intoTrashMeans: 'Hver fil først når kopien er lest på nytt og er registrert.',
  filesHere: (files) => `${plural(files, 'fil', 'filer')} er her allerede`,
  filesElsewhere: (files) => `${plural(files, 'fil', 'filer')} i andre lagre`,
  filesOtherBytes: (files) => `${plural(files, 'likt bilde', 'like bilder')}, andre byte`,
  policies: {
    skip: 'Hopp over dem',
    reference: 'Vis dem som er her',
    keep: 'Importer en gang til',
    keepCopies: 'Behold som ekstra kopier',
    elsewhereKeep: 'Importer dem hit også',
    elsewhereSkip: 'Hopp over det som er der nå',
  },
  moveAsk: (files, storage) => `Flytte ${plural(files, 'fil', 'filer')} til «${storage}»?`,
  moveMeans:
    'Hver fil går i papirkurven på sin egen disk når kopien i lageret er lest på nytt og er registrert. Det som ikke ble importert, eller som endres underveis, blir der det er.',
  moveFiles: (files) => `Flytt ${plural(files, 'fil', 'filer')}`,
  adoptInstead: 'La filene ligge der de er, og ta vare på denne mappen i stedet',
  cardIsIn: (card) => `Kortet «${card}» er satt inn`,
  knownNotCopied: 'Bilder som allerede er i et lager, kopieres ikke på nytt.',
  importCard: 'Importer …',
} as const satisfies Messages<typeof en.imports>;
