/** Completion as a real shell does it, and the manual page. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { completionScript, manualPage } from '#cli/completion.ts';
import { commandHelp } from '#cli/help.ts';
import { commands } from '#cli/run.ts';

const script = completionScript('bash', commands);

/** What bash offers for words typed so far; the last one is being completed. */
function offers(...words: string[]): string[] {
  const line = ['imalink', ...words];
  const ask = `${script}
COMP_WORDS=(${line.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${line.length - 1}; _imalink; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', ask], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

test.runIf(spawnSync('bash', ['--version']).status === 0)('bash completes commands, their words, options and values', () => {
  expect(offers('stor')).toEqual(['storage']);
  expect(offers('storage', 'rel')).toEqual(['relocate']);
  expect(offers('import', '--lay')).toEqual(['--layout']);
  expect(offers('import', '/card', '--mode', '')).toEqual(['copy', 'move', 'register']);
  expect(offers('session', 'undo', '3', '--')).toEqual(['--whole', '--yes', '--home', '--json', '--help', '--version']);
  expect(offers('import', 'packag')).toEqual(['package-lock.json', 'package.json']);
});

test('zsh and fish have scripts of their own, and every command is in all of them and in the manual', () => {
  const [zsh, fish, man] = [completionScript('zsh', commands), completionScript('fish', commands), manualPage(commands, '1.0.0')];
  expect(zsh).toContain('bashcompinit');
  for (const { name, usage } of commands) {
    const last = name.split(' ').at(-1) ?? '';
    for (const text of [script, fish]) expect(text).toContain(last);
    expect(man.replaceAll(String.raw`\-`, '-')).toContain(`.B imalink ${usage}`);
  }
  expect(man).not.toMatch(/^[.'](?!(TH|SH|TP|B|I|br)\b)/m);
});

test('every command has a help with examples, and what they say can be typed', () => {
  for (const command of commands) {
    expect(commandHelp(command)).toContain(`Usage: imalink ${command.usage}`);
    expect(
      command.examples.filter((example) => example.includes(`imalink ${command.name}`)),
      command.name,
    ).not.toEqual([]);
    for (const example of command.examples) {
      // An example may lead from one command to another.
      const known = commands
        .filter(({ name }) => `${example} `.includes(`imalink ${name} `))
        .flatMap(({ options = {} }) => Object.keys(options));
      const typed = [...example.matchAll(/ --([a-z-]+)/g)].map(([, option = '']) => option);
      expect([...known, 'home', 'json', 'help'], example).toEqual(expect.arrayContaining(typed));
    }
  }
});
