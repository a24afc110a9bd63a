import { ImaLinkError } from '#contract/errors.ts';
import { languageOf, languages } from '#domain/language.ts';
import { integerOption, usageError, type Command } from '../command.ts';
import { escapeForTerminal, table } from '../terminal.ts';

const marks = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' } as const;

export const systemCommands: readonly Command[] = [
  {
    name: 'doctor',
    usage: 'doctor [--fix]',
    summary: 'Versions, paths and health of this installation',
    positionals: [0, 0],
    needs: 'read',
    options: { fix: { type: 'boolean' } },
    examples: ['imalink doctor', 'imalink doctor --fix'],
    run: async ({ options, call }) => {
      const value = await call('system.doctor', { fix: options['fix'] === true, previews: true });
      const checks = value.checks.map(
        (check) =>
          `${marks[check.status]}  ${escapeForTerminal(check.title)}: ${escapeForTerminal(check.detail)}${check.next_step === null || check.status === 'ok' ? '' : ` ${escapeForTerminal(check.next_step)}`}`,
      );
      return {
        value,
        text: [table(Object.entries(value.versions)), table(Object.entries(value.paths)), checks.join('\n')].join('\n\n'),
        exitCode: value.ok ? 0 : 1,
      };
    },
  },
  {
    name: 'settings list',
    usage: 'settings list',
    summary: 'The settings of this installation',
    positionals: [0, 0],
    needs: 'read',
    examples: ['imalink settings list --json'],
    run: async ({ call }) => {
      const value = await call('settings.get', {});
      return { value, text: table(Object.entries(value).map(([name, setting]) => [name, String(setting)])) };
    },
  },
  {
    name: 'settings set',
    usage: 'settings set <name> <value>',
    summary: 'Change one setting; a running app has to be closed first',
    positionals: [2, 2],
    needs: 'write',
    examples: ['imalink settings set write_sidecars true', 'imalink settings set scan_every_hours 6'],
    run: async ({ positionals: [name = '', text = ''], call }) => {
      const known = await call('settings.get', {});
      if (!Object.hasOwn(known, name))
        throw usageError(`There is no setting ${JSON.stringify(name)}; \`imalink settings list\` shows them all.`);
      const value = await call('settings.set', {
        [name]: /^(true|false|null|\d+|\[.*\])$/.test(text) ? (JSON.parse(text) as never) : text,
      });
      return { value, text: `${name} is ${String(value[name as keyof typeof value])}.` };
    },
  },
  {
    name: 'serve',
    usage: 'serve [--port 0] [--open] [--read-only] [--lang nb]',
    summary: 'The whole app in a browser, on this machine only',
    positionals: [0, 0],
    needs: 'none',
    options: { port: { type: 'string' }, open: { type: 'boolean' }, 'read-only': { type: 'boolean' }, lang: { type: 'string' } },
    examples: ['imalink serve --open', 'imalink serve --port 8600'],
    run: async ({ options, home }) => {
      const port = integerOption(options['port'], 'port', 0);
      if (port > 65_535) throw new ImaLinkError('bad-input', `There is no port ${port}; choose 0 to 65535.`);
      const language = options['lang'] == null ? null : languageOf(String(options['lang']));
      if (options['lang'] != null && language == null)
        throw new ImaLinkError('bad-input', `ImaLink does not speak “${String(options['lang'])}”; choose ${languages.join(' or ')}.`);
      const { serveCommand } = await import('#server/serve-command.ts');
      const exitCode = await serveCommand({
        home,
        port,
        language,
        open: options['open'] === true,
        readOnly: options['read-only'] === true,
      });
      return { value: null, text: '', exitCode };
    },
  },
];
