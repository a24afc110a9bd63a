import type { Command } from './command.ts';

const globalOptions = `Options of every command:
  --home DIR   where catalog and settings are (default: IMALINK_HOME or the platform's data folder)
  --json       one JSON document on stdout; progress as JSON lines on stderr
  -h, --help   help for a command, with examples
  --version    print the version

<S> is a storage: its uuid, a unique part of it from the start, its name or its path.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with problems, 10 not found, 11 locked, 12 offline or read-only, 13 unreadable, 130 cancelled.`;

export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'Usage: imalink <command> [options]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    globalOptions,
  ].join('\n');
}

export function commandHelp(command: Command): string {
  return [
    command.summary,
    '',
    `Usage: imalink ${command.usage}`,
    '',
    'Examples:',
    ...command.examples.map((example) => `  ${example}`),
    '',
    globalOptions,
  ].join('\n');
}
