/** Completion scripts for shells and the manual page, made from the table of commands. Pure. */
import type { Command } from './command.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

const globalFlags = ['--home', '--json', '--help', '--version'];

interface Described {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly string[];
  /** Values of options that take one of a few. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** @returns a script to be read by the shell (`source <(imalink completion bash)`) */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  const described = commands.map(describe);
  if (shell === 'fish') return fishScript(described);
  return shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${bashScript(described)}` : bashScript(described);
}

function describe({ name, summary, usage, options }: Command): Described {
  const values = [...usage.matchAll(/--([a-z-]+) ([a-z_]+(?:\|[a-z_]+)+)/g)].map(
    ([, flag = '', list = '']) => [`--${flag}`, list.split('|')] as const,
  );
  return { name, summary, flags: Object.keys(options ?? {}).map((flag) => `--${flag}`), values: new Map(values) };
}

/** First words, each with the second ones it has; none for a command of one word. */
function tree(commands: readonly Described[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { name } of commands) {
    const [first = '', second] = name.split(' ');
    groups.set(first, [...(groups.get(first) ?? []), ...(second === undefined ? [] : [second])]);
  }
  return groups;
}

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function bashScript(commands: readonly Described[]): string {
  const groups = tree(commands);
  const reply = (words: readonly string[]): string => `COMPREPLY=($(compgen -W ${quote(words.join(' '))} -- "$cur"))`;
  return [
    '_imalink() {',
    '  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} one=${COMP_WORDS[1]} two=${COMP_WORDS[2]}',
    '  local command=$one',
    `  if [ "$COMP_CWORD" -eq 1 ]; then ${reply([...groups.keys(), ...globalFlags])}; return; fi`,
    '  case $one in',
    ...[...groups].flatMap(([first, seconds]) =>
      seconds.length === 0
        ? []
        : [
            `    ${first})`,
            `      if [ "$COMP_CWORD" -eq 2 ] && [[ $cur != -* ]]; then ${reply(seconds)}; return; fi`,
            `      case $two in ${seconds.join('|')}) command="$one $two" ;; esac ;;`,
          ],
    ),
    '  esac',
    '  case "$command $prev" in',
    ...commands.flatMap(({ name, values }) =>
      [...values].map(([flag, list]) => `    ${quote(`${name} ${flag}`)}) ${reply(list)}; return ;;`),
    ),
    '  esac',
    '  if [[ $cur == -* ]]; then',
    '    case $command in',
    ...commands.map(({ name, flags }) => `      ${quote(name)}) ${reply([...flags, ...globalFlags])}; return ;;`),
    '    esac',
    '  fi',
    '  COMPREPLY=($(compgen -f -- "$cur"))',
    '}',
    'complete -o filenames -F _imalink imalink',
    '',
  ].join('\n');
}

function fishScript(commands: readonly Described[]): string {
  const groups = tree(commands);
  const none = '__fish_use_subcommand';
  const lines = [...groups].flatMap(([first, seconds]) => {
    const own = commands.find(({ name }) => name === first)?.summary ?? `${first} …`;
    const untold = `__fish_seen_subcommand_from ${first}; and not __fish_seen_subcommand_from ${seconds.join(' ')}`;
    return [
      `complete -c imalink -n ${none} -a ${first} -d ${quote(own)}`,
      ...seconds.map((second) => {
        const summary = commands.find(({ name }) => name === `${first} ${second}`)?.summary ?? '';
        return `complete -c imalink -n ${quote(untold)} -a ${second} -d ${quote(summary)}`;
      }),
    ];
  });
  const flags = commands.flatMap(({ name, flags: own, values }) =>
    own.map((flag) => {
      const where = name
        .split(' ')
        .map((word) => `__fish_seen_subcommand_from ${word}`)
        .join('; and ');
      const list = values.get(flag);
      return `complete -c imalink -n ${quote(where)} -l ${flag.slice(2)}${list ? ` -x -a ${quote(list.join(' '))}` : ''}`;
    }),
  );
  return [...lines, ...flags, ...globalFlags.map((flag) => `complete -c imalink -l ${flag.slice(2)}`), ''].join('\n');
}

/** The manual page in the language of man(1). */
export function manualPage(commands: readonly Command[], version: string): string {
  const escape = (text: string): string =>
    text
      .replaceAll('\\', String.raw`\e`)
      .replaceAll('"', String.raw`\(dq`)
      .replaceAll('-', String.raw`\-`)
      .replace(/^(['.])/gm, String.raw`\&$1`);
  return [
    `.TH IMALINK 1 "" "ImaLink ${version}"`,
    '.SH NAME',
    String.raw`imalink \- a photo manager for people who keep their photos in ordinary folders`,
    '.SH SYNOPSIS',
    String.raw`.B imalink`,
    '.I command',
    '[options]',
    '.SH COMMANDS',
    ...commands.flatMap(({ usage, summary, examples }) => [
      '.TP',
      `.B imalink ${escape(usage)}`,
      `${escape(summary)}.`,
      ...examples.flatMap((example) => ['.br', `.I ${escape(example)}`]),
    ]),
    '.SH OPTIONS',
    ...[
      ['--home DIR', 'where catalog and settings are; IMALINK_HOME otherwise'],
      ['--json', 'one JSON document on stdout; progress as JSON lines on stderr'],
      ['-h, --help', 'help for a command, with examples'],
      ['--version', 'print the version'],
    ].flatMap(([flag = '', words = '']) => ['.TP', `.B ${escape(flag)}`, escape(words)]),
    '.SH EXIT STATUS',
    '0 done, 1 failed, 2 wrong usage, 3 done with problems, 4 something waits for a person, 10 not found, 11 locked, 12 offline or read-only, 13 unreadable, 130 cancelled.',
    '',
  ].join('\n');
}
