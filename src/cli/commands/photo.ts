import { verificationWords } from '#domain/verification-words.ts';
import { exitWithProblems, integerOption, type Command } from '../command.ts';
import { escapeForTerminal, table } from '../terminal.ts';

export const photoCommands: readonly Command[] = [
  {
    name: 'photo show',
    usage: 'photo show <hothash>',
    summary: 'Everything known of one photo',
    positionals: [1, 1],
    needs: 'read',
    examples: ['imalink photo show 1f0c…'],
    run: async ({ positionals, call }) => {
      const value = await call('photo.show', { hothash: positionals[0] as string });
      const facts: (string | number)[][] = [
        ['hothash', value.hothash],
        ['format', value.format],
        ['size', value.width === null ? 'unknown' : `${value.width} x ${value.height}`],
        ['taken', value.taken_at === null ? 'undated' : `${value.taken_at}${value.taken_at_offset ?? ''} (${value.taken_at_source})`],
        ['camera', value.camera ?? ''],
        ['lens', value.lens ?? ''],
        ['place', value.place],
        ['position', value.gps === null ? '' : `${value.gps.latitude}, ${value.gps.longitude}`],
        ['rating', value.rating],
        ['tags', value.tags.join(', ')],
        ...value.custom.map((field) => [field.name, field.value]),
        ['title', value.title],
        ['caption', value.caption],
        ...value.files.flatMap((file) => [
          ['file', `${file.full_path} (${file.status}${file.storage_online ? '' : ', offline'})`],
          ...(file.status === 'missing' ? [['', `not found; last seen ${file.last_seen.slice(0, 10)} on ${file.storage_name}`]] : []),
          ['', verificationWords(file, (instant) => instant)],
          ...file.companions.map((companion) => [companion.role, companion.path]),
        ]),
      ];
      return { value, text: table(facts.filter(([, fact]) => fact !== '')) };
    },
  },
  {
    name: 'photo metadata',
    usage: 'photo metadata <hothash>',
    summary: 'Everything the metadata of its file says: EXIF, GPS, IPTC, XMP',
    positionals: [1, 1],
    needs: 'read',
    examples: ['imalink photo metadata 1f0c…'],
    run: async ({ positionals, call }) => {
      const value = await call('photo.metadata', { hothash: positionals[0] as string });
      const groups = value.groups.map(({ name, tags }) => `${name}\n${table(tags.map((tag) => [`  ${tag.name}`, tag.value]))}`);
      return { value, text: [escapeForTerminal(value.path), ...groups].join('\n\n') };
    },
  },
  {
    name: 'photo why',
    usage: 'photo why <hothash>',
    summary: 'Why a photo is as it is shown: capture time, rating, stack, copies, companions, what scans did',
    positionals: [1, 1],
    needs: 'read',
    examples: ['imalink photo why 1f0c…'],
    run: async ({ positionals, call }) => {
      const value = await call('photo.why', { hothash: positionals[0] as string });
      return { value, text: value.reasons.map(({ sentence }) => escapeForTerminal(sentence)).join('\n') };
    },
  },
  {
    name: 'search',
    usage: 'search <query> [--limit N] [--offset N] [--sort taken_at|imported_at|rating|session|folder]',
    summary: 'Photos by words and by field: camera, date, rating, tag, folder and more',
    positionals: [1, 50],
    needs: 'read',
    options: { limit: { type: 'string' }, offset: { type: 'string' }, sort: { type: 'string' } },
    examples: ['imalink search "rome canon" --limit 20', "imalink search 'date:2024-07 rating:>=3 -tag:blurred'"],
    run: async ({ positionals, options, call }) => {
      const sort = options['sort'] === undefined ? {} : { sort: options['sort'] as 'taken_at' };
      const value = await call('search', {
        query: positionals.join(' '),
        limit: integerOption(options['limit'], 'limit', 100),
        offset: integerOption(options['offset'], 'offset', 0),
        ...sort,
      });
      const rows = value.photos.map((photo) => [photo.hothash, photo.taken_at ?? 'undated', photo.file_name]);
      return { value, text: [...(rows.length > 0 ? [table(rows)] : []), `${value.total} photos`].join('\n') };
    },
  },
  {
    name: 'hash',
    usage: 'hash <file>...',
    summary: 'Identity and metadata of files, without any storage',
    positionals: [1, 10_000],
    needs: 'read',
    examples: ['imalink hash IMG_1.jpg --json'],
    run: async ({ positionals, call }) => {
      const value = await call('hash', { paths: [...positionals] });
      const text = value.files
        .map((file) =>
          file.hothash === null
            ? `${escapeForTerminal(file.path)}: ${escapeForTerminal(file.problem?.message ?? '')}`
            : `${file.hothash}  ${file.hash_algo}  ${file.format}  ${escapeForTerminal(file.path)}`,
        )
        .join('\n');
      return { value, text, exitCode: value.files.some((file) => file.hothash === null) ? exitWithProblems : 0 };
    },
  },
  {
    name: 'dump',
    usage: 'dump [--normalised]',
    summary: 'Everything a user can see, as one stable JSON document',
    positionals: [0, 0],
    needs: 'read',
    options: { normalised: { type: 'boolean' } },
    examples: ['imalink dump --normalised > library.json'],
    run: async ({ options, call }) => {
      const value = await call('dump', { normalised: options['normalised'] === true });
      return { value, text: JSON.stringify(value, null, 2) };
    },
  },
];
