/** Are the photos still intact, and are there enough copies of each? */
import type { MirrorResult, VerifyResult } from '#contract/recover.ts';
import { exitWithProblems, integerOption, sessionNumber, usageError, type Command } from '../command.ts';
import { escapeForTerminal, formatBytes, table } from '../terminal.ts';

const problemLines = (problems: VerifyResult['problems']): string[] =>
  problems.map((problem) => `${problem.code}: ${escapeForTerminal(problem.message)}`);

export const verifyCommands: readonly Command[] = [
  {
    name: 'verify',
    usage: 'verify [<S>] [--session ID] [--repair] [--resume] [--sample PERCENT] [--throttle MB_PER_S]',
    summary: 'Read the files and compare them with their recorded checksums',
    positionals: [0, 1],
    needs: 'write',
    options: {
      session: { type: 'string' },
      repair: { type: 'boolean' },
      resume: { type: 'boolean' },
      sample: { type: 'string' },
      throttle: { type: 'string' },
    },
    examples: [
      'imalink verify',
      'imalink verify "Home archive" --repair',
      'imalink verify "Home archive" --resume',
      'imalink verify --sample 5 --json',
      'imalink verify NAS --throttle 20',
      'imalink verify --session 3',
    ],
    run: async ({ positionals, options, call, follow }) => {
      const storage = positionals[0];
      const session = options['session'];
      const { job_id } = await call('verify.start', {
        ...(storage === undefined ? {} : { storage }),
        ...(typeof session === 'string' ? { session_id: sessionNumber(session) } : {}),
        ...(options['sample'] === undefined ? {} : { sample_percent: percentOption(options['sample']) }),
        ...(options['throttle'] === undefined ? {} : { max_mb_per_s: speedOption(options['throttle']) }),
        repair: options['repair'] === true,
        resume: options['resume'] === true,
      });
      const value = (await follow(job_id)).result as VerifyResult;
      const { checked, ok, edited, corrupt, missing, unreadable, in_cloud, repaired, bytes } = value;
      const text = [
        `${checked} files read, ${formatBytes(bytes)}.`,
        table(Object.entries({ ok, edited, corrupt, missing, unreadable, repaired })),
        ...(in_cloud > 0 ? [`${in_cloud} were passed over: their content is in the cloud.`] : []),
        ...problemLines(value.problems),
        ...(corrupt + missing > repaired && options['repair'] !== true
          ? ['What has a verified copy elsewhere comes back with --repair; the rest waits in: imalink conflicts list']
          : []),
      ].join('\n');
      return { value, text, exitCode: corrupt > 0 || unreadable > 0 ? exitWithProblems : 0 };
    },
  },
  {
    name: 'copies',
    usage: 'copies [--min N] [--limit N] [--offset N]',
    summary: 'Photos with fewer than N verified copies, and where each copy is',
    positionals: [0, 0],
    needs: 'read',
    options: { min: { type: 'string' }, limit: { type: 'string' }, offset: { type: 'string' } },
    examples: ['imalink copies', 'imalink copies --min 3 --json'],
    run: async ({ options, call }) => {
      const value = await call('copies', {
        ...(options['min'] === undefined ? {} : { min: integerOption(options['min'], 'min', 2) }),
        limit: integerOption(options['limit'], 'limit', 100),
        offset: integerOption(options['offset'], 'offset', 0),
      });
      const rows = value.photos.flatMap((photo) =>
        photo.files.map((file) => [
          photo.verified_copies,
          file.storage_name,
          file.verified_at?.slice(0, 10) ?? 'never',
          file.status,
          file.path,
        ]),
      );
      const text = [
        value.total === 0
          ? `Every photo has ${value.min_copies} verified copies or more.`
          : `${value.total} photos have fewer than ${value.min_copies} verified copies.`,
        ...(rows.length === 0 ? [] : [table([['COPIES', 'STORAGE', 'VERIFIED', 'STATUS', 'PATH'], ...rows])]),
      ].join('\n');
      return { value, text };
    },
  },
  {
    name: 'storage mirror',
    usage: 'storage mirror <S> <session> --to <S2>',
    summary: 'Copy a session to a second storage, verified; again, only what is new',
    positionals: [2, 2],
    needs: 'write',
    options: { to: { type: 'string' } },
    examples: ['imalink storage mirror "Home archive" 3 --to "Backup disk"'],
    run: async ({ positionals, options, call, follow }) => {
      const { to } = options;
      if (typeof to !== 'string') throw usageError('`imalink storage mirror` wants --to with the storage that takes the copies.');
      const { job_id } = await call('mirror.start', { storage: positionals[0] as string, session_id: sessionNumber(positionals[1]), to });
      const value = (await follow(job_id)).result as MirrorResult;
      const { copied, already_there, failed, bytes } = value;
      const text = [
        `${copied} files copied and verified, ${formatBytes(bytes)}; ${already_there} were there already, ${failed} failed.`,
        ...problemLines(value.problems),
      ].join('\n');
      return { value, text, exitCode: failed > 0 ? exitWithProblems : 0 };
    },
  },
];

function percentOption(value: string | boolean | undefined): number {
  const percent = Number(value);
  if (!(percent >= 0.01 && percent <= 100)) throw usageError(`--sample wants a percentage from 0.01 to 100, not ${JSON.stringify(value)}.`);
  return percent;
}

function speedOption(value: string | boolean | undefined): number {
  const speed = Number(value);
  if (!(speed >= 0.1 && speed <= 100_000))
    throw usageError(`--throttle wants megabytes a second, 0.1 or more, not ${JSON.stringify(value)}.`);
  return speed;
}
