import type { ImportCounts, ImportPreview, ImportResult, PreviewFile } from '#contract/import.ts';
import type { Problem } from '#contract/problem.ts';
import type { Input } from '#contract/procedures.ts';
import { targetFolders } from '#domain/target-folders.ts';
import { exitWithProblems, usageError, type Command, type CommandContext } from '../command.ts';
import { escapeForTerminal, formatBytes, table } from '../terminal.ts';

/** Lines of problems and matches shown to people; --json has them all. */
const shownLines = 50;

const options = {
  storage: { type: 'string' },
  title: { type: 'string' },
  notes: { type: 'string' },
  author: { type: 'string' },
  tag: { type: 'string', multiple: true },
  mode: { type: 'string' },
  layout: { type: 'string' },
  template: { type: 'string' },
  duplicates: { type: 'string' },
  'same-picture': { type: 'string' },
  elsewhere: { type: 'string' },
  'dry-run': { type: 'boolean' },
  'no-verify': { type: 'boolean' },
  'no-companions': { type: 'boolean' },
} as const;

export const importCommand: Command = {
  name: 'import',
  usage:
    'import <source>... --storage <S> [--title T] [--notes T] [--author A] [--tag NAME]... [--mode copy|move|register] [--layout keep|date|session|flat | --template T] [--duplicates skip|keep|reference] [--same-picture keep|skip|reference] [--elsewhere keep|skip] [--dry-run] [--no-verify] [--no-companions]',
  summary: 'Import photos as one session',
  positionals: [1, 1000],
  needs: 'write',
  options,
  examples: [
    'imalink import /media/card/DCIM --storage "Home archive" --title "Italy 2024"',
    'imalink import ~/Desktop/photos --storage a1b2c3d4 --dry-run',
    'imalink import ~/Desktop/photos --storage a1b2c3d4 --layout date --json',
    'imalink import /media/card/DCIM --storage Home --tag Italy --tag family',
    'imalink import /media/card/DCIM --storage Home --mode move',
    "imalink import /media/card --storage Home --template '{YYYY}/{MM} {session}/{YYYY}{MM}{DD}_{name}' --dry-run",
  ],
  run: async (context) => {
    const request = importRequest(context);
    if (context.options['dry-run']) {
      const { job_id } = await context.call('import.preview', request);
      const preview = (await context.follow(job_id)).result as ImportPreview;
      const files = await allFiles(context, job_id);
      return {
        value: { ...preview, files },
        text: `Nothing was copied. This import would bring:\n${describe(preview)}${known(files)}${goes(files, request)}${folders(preview, request)}`,
        exitCode: exitCodeOf(preview.problems),
      };
    }
    const { job_id } = await context.call('import.start', request);
    return finished(await context.follow(job_id));
  },
};

/** The result of an import job, for `import` and `session resume`. */
export function finished(job: { readonly result?: unknown }) {
  const value = job.result as ImportResult;
  return {
    value,
    text: `Session ${value.session.id}: ${escapeForTerminal(value.session.title)}\n${nothingNew(value.counts)}${describe(value)}`,
    exitCode: exitCodeOf(value.problems),
  };
}

/** A card that was imported before. */
const nothingNew = ({ imported, companions, duplicates, failed }: ImportCounts): string =>
  imported + companions + failed === 0 && duplicates > 0 ? 'Nothing was copied: all of it is in the storage already.\n' : '';

/** Only what was not imported, or not moved, makes a problem of the whole; remarks on imported files do not. */
const exitCodeOf = (problems: readonly Problem[]): number =>
  problems.some((problem) => !problem.imported || problem.code === 'source-kept') ? exitWithProblems : 0;

function importRequest({ positionals, options: given, lists }: CommandContext): Input<'import.start'> {
  const storage = given['storage'];
  if (typeof storage !== 'string') throw usageError('--storage is missing.', importCommand);
  const text = (key: string, name = key): Record<string, string> => (typeof given[key] === 'string' ? { [name]: given[key] } : {});
  return {
    sources: [...positionals],
    storage,
    ...text('title'),
    ...text('notes'),
    ...text('author'),
    ...(lists['tag'] ? { tags: [...lists['tag']] } : {}),
    ...text('mode'),
    ...text('layout'),
    ...text('template'),
    ...text('duplicates'),
    ...text('same-picture', 'same_picture'),
    ...text('elsewhere'),
    verify: given['no-verify'] !== true,
    companions: given['no-companions'] !== true,
  } as Input<'import.start'>;
}

function describe(result: Pick<ImportPreview, 'counts' | 'matches' | 'problems'>): string {
  const lines = [table(countRows(result.counts))];
  const matches = result.matches
    .slice(0, shownLines)
    .map(
      (match) =>
        `  ${escapeForTerminal(match.path)} ${match.kind === 'duplicate' ? 'is' : 'shows the same picture as'} ${escapeForTerminal(match.matches)}`,
    );
  if (matches.length > 0) lines.push('Already here:', ...matches, ...more(result.matches.length));
  const problems = result.problems
    .slice(0, shownLines)
    .map(
      (problem) => `  ${problem.imported && problem.code !== 'source-kept' ? 'imported, but ' : ''}${escapeForTerminal(problem.message)}`,
    );
  if (problems.length > 0) lines.push('Problems:', ...problems, ...more(result.problems.length));
  return lines.join('\n');
}

/** The whole table of a preview, page by page. */
async function allFiles({ call }: CommandContext, jobId: string): Promise<PreviewFile[]> {
  const files: PreviewFile[] = [];
  for (let cursor: number | null = 0; cursor !== null;) {
    const page: { files: PreviewFile[]; next_cursor: number | null } = await call('import.previewFiles', {
      job_id: jobId,
      cursor,
      limit: 1000,
    });
    files.push(...page.files);
    cursor = page.next_cursor;
  }
  return files;
}

const placeWords = { here: '', online: ', another storage', away: ', a storage that is not connected' } as const;

/** What is known in some storage, and what differs where only the picture is the same. */
function known(files: readonly PreviewFile[]): string {
  const rows = files.flatMap(({ path, action, matches: [match] }) => {
    if (!match || match.place === 'here') return [];
    const what = match.same_bytes ? 'is' : `shows the same picture (other ${match.differs.join(', ')}) as`;
    return [escapeForTerminal(`  ${path} ${what} ${match.path} of ${match.storage_name}${placeWords[match.place]}: ${action}`)];
  });
  return rows.length === 0 ? '' : ['', 'Known elsewhere:', ...rows.slice(0, shownLines), ...more(rows.length)].join('\n');
}

/** Mode move: what would leave the source. */
function goes(files: readonly PreviewFile[], request: Input<'import.start'>): string {
  if (request.mode !== 'move') return '';
  const rows = files.filter(({ action, matches: [match] }) => action === 'import' || (match?.place === 'here' && match.same_bytes));
  const lines = rows.slice(0, shownLines).map(({ path }) => escapeForTerminal(`  ${path}`));
  return ['', 'Would go to the trash, each after its stored copy was read again:', ...lines, ...more(rows.length)].join('\n');
}

/** Where the new photos would go, folder by folder. */
function folders({ places }: ImportPreview, request: Input<'import.start'>): string {
  const rows = targetFolders(places, { layout: request.layout ?? 'keep', template: request.template, title: request.title ?? '' });
  if (rows.length === 0 || request.mode === 'register') return '';
  const shown = rows.slice(0, shownLines).map(({ folder, photos }) => `  ${escapeForTerminal(folder === '' ? '.' : folder)}  ${photos}`);
  return ['', 'Into these folders:', ...shown, ...more(rows.length)].join('\n');
}

const more = (count: number): string[] => (count > shownLines ? [`  … and ${count - shownLines} more (--json lists them all)`] : []);

const countRows = (counts: ImportCounts): (string | number)[][] => [
  ['found', counts.found],
  ['imported', `${counts.imported} (${formatBytes(counts.bytes)})`],
  ['companions', counts.companions],
  ...(counts.moved > 0 ? [['to the trash', counts.moved]] : []),
  ['duplicates', counts.duplicates],
  ...(counts.skipped > 0 ? [['skipped as asked', counts.skipped]] : []),
  ['further copies', counts.further_copies],
  ['unsupported', counts.unsupported],
  ['failed', counts.failed],
];
