/** What a start of the app was asked to do. */
import { isAbsolute, resolve } from 'node:path';
import { languageOf, type Language } from '#domain/language.ts';

export interface LaunchArguments {
  /** `--home DIR`, absolute; null when not given. */
  readonly home: string | null;
  /** `--lang=nb`, which Chromium understands too; null when not given, or of a language that the app does not speak. */
  readonly language: Language | null;
  /** Files and folders to open, absolute. */
  readonly paths: readonly string[];
}

/**
 * Reads the arguments after the program itself. Switches of Chromium and Electron pass through here too, so unknown
 * ones are ignored; after `--` everything is a path.
 * @param cwd what relative paths are relative to: a second start hands over its own
 */
export function parseLaunchArguments(args: readonly string[], cwd: string): LaunchArguments {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const paths: string[] = end < 0 ? [] : args.slice(end + 1);
  let home: string | null = null;
  let language: Language | null = null;
  for (let index = 0; index < options.length; index += 1) {
    const arg = options[index] ?? '';
    if (arg === '--home') home = options[(index += 1)] ?? null;
    else if (arg.startsWith('--home=')) home = arg.slice('--home='.length);
    else if (arg.startsWith('--lang=')) language = languageOf(arg.slice('--lang='.length));
    else if (!arg.startsWith('-') && arg !== '') paths.push(arg);
  }
  return { home: home ? resolve(cwd, home) : null, language, paths: paths.map((path) => resolve(cwd, path)) };
}

/**
 * The arguments without the program: a packaged app has one leading entry, `electron .` has two.
 */
export function ownArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  return argv.slice(isPackaged ? 1 : 2);
}

/** Paths another process handed over, taken as untrusted: absolute texts without NUL, at most a thousand. */
export function handedOverPaths(data: unknown): string[] {
  const paths = typeof data === 'object' && data !== null && 'paths' in data && Array.isArray(data.paths) ? (data.paths as unknown[]) : [];
  const valid = (path: unknown): path is string =>
    typeof path === 'string' && path.length <= 4096 && isAbsolute(path) && !path.includes('\0');
  return paths.slice(0, 1000).filter(valid);
}
