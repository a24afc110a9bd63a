/** Why a photo is shown as it is: one reason for everything that was decided without asking. Pure. */
import { isXmp } from './sidecar-facts.ts';

type CompanionRole = 'raw' | 'live' | 'sidecar' | 'audio' | 'other';

export interface ExplainedFile {
  readonly path: string;
  readonly status: 'present' | 'missing' | 'edited' | 'corrupt';
  readonly isOnline: boolean;
  readonly storageName: string;
  readonly lastSeen: string;
  readonly companions: readonly { readonly path: string; readonly role: CompanionRole }[];
}

/** What the catalog has on record of a photo. */
export interface PhotoEvidence {
  readonly takenAtSource: 'exif' | 'exif_digitized' | 'filename' | 'mtime' | 'user' | 'none';
  readonly offset: string | null;
  /** Fields that have a value: rating, tags and so on. */
  readonly given: readonly string[];
  /** Of them, those a person set, and those a sidecar gave. */
  readonly userFields: readonly string[];
  readonly sidecarFields: readonly string[];
  /** In the order of the catalog: the best first. */
  readonly files: readonly ExplainedFile[];
  readonly stack: { readonly count: number; readonly position: number; readonly isBurst: boolean } | null;
  readonly hasFormerVersion: boolean;
  /** What scans did by themselves, newest first. */
  readonly done: readonly { readonly kind: string; readonly path: string; readonly reason: string; readonly at: string }[];
}

export const whyKinds = [
  'time_exif',
  'time_exif_digitized',
  'time_filename',
  'time_mtime',
  'time_user',
  'time_none',
  'offset_known',
  'offset_unknown',
  'said_user',
  'said_sidecar',
  'said_file',
  'stack_burst',
  'stack_chosen',
  'stack_top',
  'stack_below',
  'copy_shown',
  'copy_none',
  'companion_raw',
  'companion_live',
  'companion_xmp',
  'companion_sidecar',
  'companion_audio',
  'companion_other',
  'missing',
  'edited',
  'corrupt',
  'offline',
  'version',
  'linked',
] as const;
export type WhyKind = (typeof whyKinds)[number];

export interface Reason {
  readonly kind: WhyKind;
  /** The file it is about, else empty. */
  readonly file: string;
  /** Photos of a stack, copies of a photo; the name of a storage or of a kind of finding; else as it is here. */
  readonly count: number;
  readonly name: string;
  /** Names of fields: rating, tags. */
  readonly fields: readonly string[];
  readonly at: string | null;
  /** What a scan said when it did it. */
  readonly said: string;
}

const reason = (kind: WhyKind, more: Partial<Reason> = {}): Reason => ({
  kind,
  file: '',
  count: 0,
  name: '',
  fields: [],
  at: null,
  said: '',
  ...more,
});

/** The copy that is shown and opened: one that is there and within reach, else the first. The order is that of the catalog. */
export function shownFile<F extends { readonly status: string; readonly isOnline: boolean }>(files: readonly F[]): F | undefined {
  return files.find((file) => file.status === 'present' && file.isOnline) ?? files[0];
}

/** All reasons for a photo, in the order in which a person would ask. */
export function explainPhoto(evidence: PhotoEvidence): Reason[] {
  return [
    ...timeReasons(evidence),
    ...saidReasons(evidence),
    ...stackReasons(evidence),
    ...fileReasons(evidence),
    ...doneReasons(evidence),
  ];
}

function timeReasons({ takenAtSource, offset }: PhotoEvidence): Reason[] {
  const time = reason(`time_${takenAtSource}`);
  if (takenAtSource === 'none') return [time];
  return [time, offset === null ? reason('offset_unknown') : reason('offset_known', { name: offset })];
}

/** The person's word wins over the sidecar's, and that over the file's. */
function saidReasons({ given, userFields, sidecarFields }: PhotoEvidence): Reason[] {
  const asked = ['rating', 'flag', 'color', 'title', 'caption', 'tags', 'author'];
  const byUser = asked.filter((field) => userFields.includes(field));
  const bySidecar = asked.filter((field) => given.includes(field) && !byUser.includes(field) && sidecarFields.includes(field));
  const byFile = asked.filter((field) => given.includes(field) && !byUser.includes(field) && !bySidecar.includes(field));
  return (
    [
      ['said_user', byUser],
      ['said_sidecar', bySidecar],
      ['said_file', byFile],
    ] as const
  ).flatMap(([kind, fields]) => (fields.length === 0 ? [] : [reason(kind, { fields })]));
}

function stackReasons({ stack }: PhotoEvidence): Reason[] {
  if (stack === null) return [];
  const { count, position, isBurst } = stack;
  return [reason(isBurst ? 'stack_burst' : 'stack_chosen', { count }), reason(position === 0 ? 'stack_top' : 'stack_below', { count })];
}

function fileReasons({ files }: PhotoEvidence): Reason[] {
  const shown = shownFile(files);
  const isReachable = shown !== undefined && shown.status !== 'missing' && shown.isOnline;
  return [
    ...(files.length > 1 && isReachable ? [reason('copy_shown', { file: shown.path, count: files.length })] : []),
    ...(shown !== undefined && !isReachable ? [reason('copy_none', { count: files.length })] : []),
    ...files.flatMap(stateReasons),
    ...files.flatMap(({ companions }) =>
      companions.map(({ path, role }) => reason(role === 'sidecar' && isXmp(path) ? 'companion_xmp' : `companion_${role}`, { file: path })),
    ),
  ];
}

function stateReasons({ path, status, isOnline, storageName, lastSeen }: ExplainedFile): Reason[] {
  // A drive that is away says nothing of its files.
  if (!isOnline) return [reason('offline', { file: path, name: storageName })];
  return status === 'present' ? [] : [reason(status, { file: path, at: lastSeen })];
}

function doneReasons({ hasFormerVersion, done }: PhotoEvidence): Reason[] {
  const linked = done.map(({ kind, path, reason: said, at }) => reason('linked', { file: path, name: kind, said, at }));
  return hasFormerVersion ? [reason('version'), ...linked] : linked;
}

const list = (fields: readonly string[]): string =>
  fields.length < 2 ? fields.join('') : `${fields.slice(0, -1).join(', ')} and ${fields.at(-1) ?? ''}`;
const fieldWords: Readonly<Record<string, string>> = { color: 'label' };
const named = (fields: readonly string[]): string => list(fields.map((field) => `the ${fieldWords[field] ?? field}`));

/** The sentences in English; the window has them in its own language. @param at as the host writes a moment */
export const whyTexts: Readonly<Record<WhyKind, (reason: Reason, at: string) => string>> = {
  time_exif: () => 'The capture time is the one the camera wrote.',
  time_exif_digitized: () => 'The file has no capture time, so it is when the picture was digitized.',
  time_filename: () => 'The file has no capture time, so it is the date in its name.',
  time_mtime: () => 'Neither file nor name has a date, so it is when the file was last changed.',
  time_user: () => 'The capture time is the one you set; what the file says is kept beside it.',
  time_none: () => 'It is undated: neither file nor name has a date that can be true.',
  offset_known: ({ name }) => `The clock was at ${name} from UTC; the time is shown as it was there.`,
  offset_unknown: () => 'The offset from UTC is not known; the time is shown as the clock had it.',
  said_user: ({ fields }) => `You set ${named(fields)}; that counts, whatever files say.`,
  said_sidecar: ({ fields }) => `The XMP sidecar gave ${named(fields)}; it counts before the file, because it is newer.`,
  said_file: ({ fields }) => `The file itself gave ${named(fields)}; neither you nor a sidecar said otherwise.`,
  stack_burst: ({ count }) => `The ${count} photos of its stack are a burst: one camera, each within two seconds of the one before.`,
  stack_chosen: ({ count }) => `The ${count} photos of its stack were put together by hand.`,
  stack_top: () => 'It stands for its stack in lists because it is on top.',
  stack_below: () => 'It is below the top of its stack, so closed stacks do not show it.',
  copy_shown: ({ file, count }) => `Of ${count} copies ${file} is shown: the first on record that is there and within reach.`,
  copy_none: () => 'No copy is within reach, so the kept preview is shown.',
  companion_raw: ({ file }) => `${file} belongs to it: the RAW file of the same name beside it.`,
  companion_live: ({ file }) => `${file} belongs to it: the movie of a Live Photo, of the same name beside it.`,
  companion_xmp: ({ file }) => `${file} belongs to it: the XMP sidecar that has its name.`,
  companion_sidecar: ({ file }) => `${file} belongs to it: a sidecar that has its name.`,
  companion_audio: ({ file }) => `${file} belongs to it: a voice note of the same name.`,
  companion_other: ({ file }) => `${file} belongs to it: a file of the same name beside it.`,
  missing: ({ file }, at) => `${file} is missing: a scan found no file there, last seen ${at}. Nothing that is known of it is lost.`,
  edited: ({ file }) => `${file} was edited outside: its bytes are no longer those on record.`,
  corrupt: ({ file }) => `${file} is damaged: its bytes changed and its date did not.`,
  offline: ({ name }) => `${name} is not connected; that says nothing of its files.`,
  version: () => 'It is a new version of a photo that was edited in place, and has taken over what you said of it.',
  linked: ({ said }) => said,
};
