/** Runs the real command line from source, as a person would, in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assertDocument } from './cli-document.ts';

const entry = fileURLToPath(new URL('../../src/cli/imalink.ts', import.meta.url));

/** Starting from source costs half as much when Node need not strip the types again. */
const compileCache = join(tmpdir(), 'imalink-test-compile-cache');

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a command; the caller may kill it. @param wrapper words before node, e.g. `setpriv …` */
export function startCli(
  home: string,
  args: readonly string[],
  wrapper: readonly string[] = [],
): { readonly child: ChildProcess; readonly ended: Promise<CliResult> } {
  const [command, ...rest] = [...wrapper, process.execPath, entry, ...args] as [string, ...string[]];
  return start(command, rest, { IMALINK_HOME: home, NO_COLOR: '1' });
}

/** Runs a script of the test with Node in a process of its own. */
export const runScript = (path: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<CliResult> =>
  start(process.execPath, [path, ...args], env).ended;

function start(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(command, args, {
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}

export const runCli = (home: string, args: readonly string[], wrapper: readonly string[] = []): Promise<CliResult> =>
  startCli(home, args, wrapper).ended;

/** With more in its environment, as a shim. */
export const runCliWith = (env: Readonly<Record<string, string>>, home: string, args: readonly string[]): Promise<CliResult> =>
  start(process.execPath, [entry, ...args], { IMALINK_HOME: home, NO_COLOR: '1', ...env }).ended;

/** Runs a command with --json and returns its document. Fails the test on any exit code not in `codes`. */
export async function json<T = Record<string, unknown>>(home: string, args: readonly string[], codes: readonly number[] = [0]): Promise<T> {
  const result = await runCli(home, [...args, '--json']);
  if (!codes.includes(result.code ?? -1))
    throw new Error(`imalink ${args.join(' ')} ended with ${result.code}\n${result.stdout}\n${result.stderr}`);
  const document: unknown = JSON.parse(result.stdout);
  assertDocument(args, document);
  return document as T;
}
