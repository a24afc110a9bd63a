/** From words on the command line to a result on stdout and an exit code. No rules of the product live here. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createDispatcher } from '#contract/dispatch.ts';
import { errorTable, ImaLinkError, toWireError } from '#contract/errors.ts';
import type { JobDto } from '#contract/job.ts';
import { isUnderWay } from '#contract/names.ts';
import { defaultHome, homePaths } from '#core/home.ts';
import type { Engine } from '#core/services/engine.ts';
import { usageError, type Command, type CommandContext, type CommandResult } from './command.ts';
import { cardsCommand } from './commands/cards.ts';
import { conflictCommands } from './commands/conflicts.ts';
import { importCommand } from './commands/import.ts';
import { editCommands } from './commands/edits.ts';
import { organizeCommands } from './commands/organize.ts';
import { photoCommands } from './commands/photo.ts';
import { recoverCommands } from './commands/recover.ts';
import { scanCommands } from './commands/scan.ts';
import { sessionCommands } from './commands/session.ts';
import { sessionArrangeCommands } from './commands/session-arrange.ts';
import { folderCommands } from './commands/folder.ts';
import { placesCommands } from './commands/places.ts';
import { storageCommands } from './commands/storage.ts';
import { systemCommands } from './commands/system.ts';
import { storageLifecycleCommands } from './commands/storage-lifecycle.ts';
import { verifyCommands } from './commands/verify.ts';
import { watchCommand } from './commands/watch.ts';
import { completionScript, manualPage, shells } from './completion.ts';
import { commandHelp, overview } from './help.ts';
import { createProgressView } from './progress.ts';
import { escapeForTerminal } from './terminal.ts';
import { cliHostHandlers, packageVersion } from './host.ts';
import { watchUntilStopped } from './watch-until-stopped.ts';

/** Commands about the commands. */
const shellCommands: readonly Command[] = [
  {
    name: 'completion',
    usage: 'completion bash|zsh|fish',
    summary: 'Completion for a shell: `source <(imalink completion bash)`',
    positionals: [1, 1],
    needs: 'none',
    examples: ['source <(imalink completion bash)', 'imalink completion fish > ~/.config/fish/completions/imalink.fish'],
    run: async ({ positionals: [asked] }) => {
      const shell = shells.find((each) => each === asked);
      if (!shell) throw usageError(`There is completion for ${shells.join(', ')}, not for ${JSON.stringify(asked)}.`);
      const script = completionScript(shell, commands);
      return { value: { shell, script }, text: script };
    },
  },
  {
    name: 'man',
    usage: 'man',
    summary: 'The manual page: `imalink man > imalink.1`',
    positionals: [0, 0],
    needs: 'none',
    examples: ['imalink man | man -l -'],
    run: async () => {
      const page = manualPage(commands, packageVersion());
      return { value: { page }, text: page };
    },
  },
];

export const commands: readonly Command[] = [
  ...storageCommands,
  ...folderCommands,
  ...placesCommands,
  ...storageLifecycleCommands,
  importCommand,
  cardsCommand,
  ...sessionCommands,
  ...sessionArrangeCommands,
  ...photoCommands,
  ...organizeCommands,
  ...editCommands,
  ...scanCommands,
  ...recoverCommands,
  ...verifyCommands,
  ...conflictCommands,
  watchCommand,
  ...systemCommands,
  ...shellCommands,
];

const globalOptions = { home: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/** Runs one command line. @param argv without node and script @returns the exit code */
export async function run(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<number> {
  const json = argv.includes('--json');
  try {
    if (argv.includes('--version')) return print(packageVersion());
    const command = findCommand(argv);
    if (!command) {
      const asked = argv.length === 0 || argv.every((word) => word.startsWith('-'));
      if (asked) return print(overview(commands));
      throw usageError(
        `There is no command ${JSON.stringify(
          argv
            .filter((word) => !word.startsWith('-'))
            .slice(0, 2)
            .join(' '),
        )}.`,
      );
    }
    const { positionals, options, lists } = parse(command, argv);
    if (options['help']) return print(commandHelp(command));
    const [least, most] = command.positionals;
    if (positionals.length < least || positionals.length > most)
      throw usageError(
        `\`imalink ${command.usage}\` was given ${positionals.length} of its ${least}${most > least ? ' or more' : ''} arguments.`,
        command,
      );
    const home = typeof options['home'] === 'string' ? resolve(options['home']) : defaultHome(env, process.platform);
    const result = await runCommand(command, { positionals, options, lists, home }, json);
    if (result.value !== null) print(json ? JSON.stringify(result.value, null, 2) : result.text);
    return result.exitCode ?? 0;
  } catch (thrown) {
    return reportError(thrown, json);
  }
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function findCommand(argv: readonly string[]): Command | undefined {
  const words = argv.filter((word, index) => !word.startsWith('-') && argv[index - 1] !== '--home');
  const named = commands.find((command) => command.name === words.slice(0, command.name.split(' ').length).join(' '));
  // `conflicts` alone lists them.
  return named ?? (words.length === 1 ? commands.find((command) => command.name === `${words[0]} list`) : undefined);
}

function parse(command: Command, argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { ...globalOptions, ...command.options },
      allowPositionals: true,
      strict: true,
    });
    const said: [string, unknown][] = Object.entries(values);
    return {
      options: Object.fromEntries(said.filter(([, value]) => !Array.isArray(value))) as CommandContext['options'],
      lists: Object.fromEntries(said.filter(([, value]) => Array.isArray(value))) as CommandContext['lists'],
      positionals: positionals.slice(command.name.split(' ').length),
    };
  } catch (error) {
    throw usageError(`${(error as Error).message.split('. ')[0]}.`, command);
  }
}

async function runCommand(
  command: Command,
  given: Pick<CommandContext, 'positionals' | 'options' | 'lists' | 'home'>,
  json: boolean,
): Promise<CommandResult> {
  const notOpen = async (): Promise<never> => {
    throw new Error(`${command.name} needs no engine`);
  };
  if (command.needs === 'none') return command.run({ ...given, json, call: notOpen, follow: notOpen, watch: notOpen });
  const engine = await openFor(command, given);
  const { catalog_words: catalogWords } = engine.catalog();
  if (catalogWords !== null)
    process.stderr.write(`${json ? JSON.stringify({ notice: catalogWords }) : `imalink: ${escapeForTerminal(catalogWords)}`}\n`);
  try {
    const dispatch = createDispatcher(
      { ...engine.handlers, ...cliHostHandlers(given.home, engine.catalog) },
      { checkOutput: false, onBug: (_name, thrown) => process.env['IMALINK_DEBUG'] && console.error(thrown) },
    );
    const call: CommandContext['call'] = async (name, input) => {
      const result = await dispatch(name, input);
      if (!result.ok) throw new ImaLinkError(result.error.code, result.error.message, { details: result.error.details });
      return result.value as never;
    };
    return await command.run({
      ...given,
      json,
      call,
      follow: (jobId) => follow(engine, call, jobId, json),
      watch: (storageUuid, tell) => watchUntilStopped(engine, storageUuid, tell),
    });
  } finally {
    await engine.close();
  }
}

async function openFor(command: Command, given: Pick<CommandContext, 'options' | 'home'>): Promise<Engine> {
  const { openEngine } = await import('#core/services/engine.ts');
  // Reading works beside a running app; the very first command has no catalog to read yet.
  const mayRead = given.options['fix'] !== true && existsSync(homePaths(given.home).catalog);
  if (command.needs !== 'either')
    return openEngine({ home: given.home, readOnly: command.needs === 'read' && mayRead }).catch((error: unknown) => {
      // A lost catalog is set aside, and what can be told is told: that needs writing.
      if (!mayRead || command.needs !== 'read' || !(error instanceof ImaLinkError) || error.code !== 'catalog-unreadable') throw error;
      return openEngine({ home: given.home });
    });
  return openEngine({ home: given.home }).catch((error: unknown) => {
    if (!mayRead || !(error instanceof ImaLinkError) || error.code !== 'home-locked') throw error;
    return openEngine({ home: given.home, readOnly: true });
  });
}

/** Waits for the end of a job. Ctrl+C cancels it: what is done stays done. */
async function follow(engine: Engine, call: CommandContext['call'], jobId: string, json: boolean): Promise<JobDto> {
  const view = createProgressView(process.stderr, json);
  const { promise, resolve: end } = Promise.withResolvers<JobDto>();
  const look = (job: JobDto): void => {
    if (job.job_id !== jobId) return;
    if (isUnderWay(job)) view.show(job);
    else end(job);
  };
  const unsubscribe = engine.onEvent((name, payload) => name === 'job.changed' && look((payload as { job: JobDto }).job));
  const cancel = (): void => void call('job.cancel', { job_id: jobId });
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  try {
    look(await call('job.show', { job_id: jobId }));
    const job = await promise;
    if (job.error) {
      const again =
        job.status === 'cancelled' && job.session_id !== null
          ? `Cancelled. What was imported stays; go on with \`imalink session resume ${job.session_id}\`.`
          : job.error.message;
      throw new ImaLinkError(job.error.code as ImaLinkError['code'], again, {
        details: { ...job.error.details, ...(job.session_id === null ? {} : { session_id: job.session_id }) },
      });
    }
    return job;
  } finally {
    unsubscribe();
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
    view.done();
  }
}

/** One line on stderr; with --json the document on stdout as well, so that scripts always find one there. */
function reportError(thrown: unknown, json: boolean): number {
  const error = toWireError(thrown);
  if (json) {
    process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
    process.stderr.write(`${JSON.stringify({ error })}\n`);
  } else process.stderr.write(`imalink: ${escapeForTerminal(error.message)}\n`);
  if (error.code === 'internal' && process.env['IMALINK_DEBUG']) console.error(thrown);
  return errorTable[error.code].exitCode;
}
