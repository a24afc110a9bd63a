/** What a search can ask for by name: `camera:x100 rating:>=4 -has:gps`. One table for the parser, the help and the filters. */
export type ValueKind = 'text' | 'number' | 'date' | 'choice';

export interface SearchField {
  readonly name: FieldName;
  /** Other spellings people bring along from other programs. */
  readonly aliases: readonly string[];
  readonly kind: ValueKind;
  /** For `choice`: what may be asked. For `number`: the range. */
  readonly choices?: readonly string[];
  readonly range?: readonly [number, number];
  readonly help: string;
  readonly examples: readonly string[];
}

export const fieldNames = [
  'date',
  'before',
  'after',
  'rating',
  'flag',
  'label',
  'tag',
  'album',
  'author',
  'camera',
  'lens',
  'format',
  'session',
  'storage',
  'folder',
  'name',
  'status',
  'custom',
  'has',
] as const;
export type FieldName = (typeof fieldNames)[number];

const field = (name: FieldName, kind: ValueKind, help: string, examples: string[], more: Partial<SearchField> = {}): SearchField => ({
  name,
  aliases: [],
  kind,
  help,
  examples,
  ...more,
});

export const searchFields: readonly SearchField[] = [
  field(
    'date',
    'date',
    'When it was taken: a year, month or day, a span, a day of every year, or none',
    ['date:2024-07', 'date:2019..2021', 'date:11-28', 'date:none'],
    {
      aliases: ['taken', 'year', 'day'],
    },
  ),
  field('before', 'date', 'Taken before a year, month or day', ['before:2020']),
  field('after', 'date', 'Taken after a year, month or day', ['after:2024-07-15']),
  field('rating', 'number', 'Stars, 0 to 5', ['rating:4', 'rating:>=3', 'rating:2..4'], { aliases: ['stars'], range: [0, 5] }),
  field('flag', 'choice', 'Picked, rejected or neither', ['flag:pick'], { choices: ['pick', 'reject', 'none'] }),
  field('label', 'choice', 'Colour label', ['label:red,yellow'], {
    aliases: ['color', 'colour'],
    choices: ['red', 'yellow', 'green', 'blue', 'purple', 'none'],
  }),
  field('tag', 'text', 'A tag, whole', ['tag:family', 'tag:"summer 2024"'], { aliases: ['keyword'] }),
  field('album', 'text', 'An album, by its name', ['album:"Best of"'], { aliases: ['in'] }),
  field('author', 'text', 'Part of the name of who took it', ['author:anna'], { aliases: ['artist', 'by'] }),
  field('camera', 'text', 'Part of the name of the camera', ['camera:x100'], { aliases: ['make', 'model'] }),
  field('lens', 'text', 'Part of the name of the lens', ['lens:35mm']),
  field('format', 'text', 'File format; raw stands for all of them', ['format:raw', 'format:heic,jpeg'], { aliases: ['type', 'ext'] }),
  field('session', 'text', 'Part of the title of a session, or its number', ['session:italy', 'session:12'], { aliases: ['import'] }),
  field('storage', 'text', 'The name of a storage', ['storage:Archive']),
  field('folder', 'text', 'A folder inside a storage, with all below it', ['folder:2024/italy'], { aliases: ['path', 'dir'] }),
  field('name', 'text', 'Part of a file name', ['name:IMG_20'], { aliases: ['file', 'filename'] }),
  field('status', 'choice', 'Files that are missing, edited, damaged or there', ['status:missing'], {
    choices: ['present', 'missing', 'edited', 'corrupt'],
  }),
  field('custom', 'text', 'A field of your own, alone or with part of its value', ['custom:client', 'custom:client=berg'], {
    aliases: ['field'],
  }),
  field('has', 'choice', 'What a photo has', ['has:gps', '-has:tags'], {
    choices: ['gps', 'raw', 'live', 'sidecar', 'title', 'caption', 'tags', 'album', 'author', 'copies', 'date', 'custom'],
    aliases: ['is', 'with'],
  }),
];

const byName = new Map(searchFields.flatMap((each) => [each.name, ...each.aliases].map((name) => [name, each] as const)));

/** The field of a name or another spelling of it, in any case. */
export const fieldOf = (name: string): SearchField | undefined => byName.get(name.toLowerCase());
