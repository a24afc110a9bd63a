/** The shape of a command and the errors of a command line. */
import type { ParseArgsConfig } from 'node:util';
import { ImaLinkError } from '#contract/errors.ts';
import type { Input, Output, ProcedureName } from '#contract/procedures.ts';
import type { JobDto } from '#contract/job.ts';
import type { WatchStatus } from '#contract/storage.ts';

/** What a command that watches hears of. */
export type WatchNews =
  | { readonly kind: 'status'; readonly storages: readonly WatchStatus[] }
  | { readonly kind: 'scan'; readonly job: JobDto };

export interface CommandContext {
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Options that may be said more than once. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly home: string;
  readonly json: boolean;
  /** Calls a procedure of the engine. @throws ImaLinkError */
  call<K extends ProcedureName>(name: K, input: Input<K>): Promise<Output<K>>;
  /** Follows a job to its end, showing progress on stderr. @throws ImaLinkError of a failed or cancelled job */
  follow(jobId: string): Promise<JobDto>;
  /** Follows changes on disk until it is interrupted. @param storageUuid the one to follow; all without */
  watch(storageUuid: string | undefined, tell: (news: WatchNews) => void): Promise<void>;
}

/** What a command has to say: one value for scripts, one text for people. */
export interface CommandResult {
  readonly value: unknown;
  readonly text: string;
  readonly exitCode?: number;
}

export interface Command {
  /** Words on the command line: `storage create`. */
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly string[];
  readonly options?: ParseArgsConfig['options'];
  /** Number of positionals: least and most. */
  readonly positionals: readonly [number, number];
  /** `read` runs beside a running app; `either` writes what it finds, and only reads beside one; `none` needs no engine. */
  readonly needs: 'read' | 'write' | 'either' | 'none';
  run(context: CommandContext): Promise<CommandResult>;
}

/** Exit code for a result that is done but lists problems. */
export const exitWithProblems = 3;

/** Done, but something waits for a person. */
export const exitWithConflicts = 4;

/** Wrong usage: exit code 2, with the place to look. */
export function usageError(message: string, command?: Command): ImaLinkError {
  return new ImaLinkError('bad-input', `${message} ${command ? `See \`imalink ${command.name} --help\`.` : 'See `imalink --help`.'}`);
}

/** A whole number from an option. @throws ImaLinkError bad-input */
export function integerOption(value: string | boolean | undefined, name: string, fallback: number): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) throw usageError(`--${name} wants a whole number, not ${JSON.stringify(value)}.`);
  return number;
}

/** A positional that must be a session number. @throws ImaLinkError bad-input */
export function sessionNumber(text: string | undefined): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw usageError(`A session is named by its number, not ${JSON.stringify(text)}.`);
  return number;
}
