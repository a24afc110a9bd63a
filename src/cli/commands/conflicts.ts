/** Findings on the command line: listed, explained, decided; rules made of decisions; what was set aside. */
import type { ResolvePlan, ResolveResult } from '#contract/resolve.ts';
import type { ScanResult } from '#contract/scan.ts';
import { exitWithConflicts, exitWithProblems, integerOption, usageError, type Command } from '../command.ts';
import { escapeForTerminal, table, tableOr } from '../terminal.ts';
import { decisionOf, entryNumber } from './decision-options.ts';
import { listedConflicts, scanText } from './scan-text.ts';

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function planText({ headline, actions, refused }: ResolvePlan): string {
  const lines = [
    `Files set aside: ${headline.files_set_aside} (${megabytes(headline.bytes_set_aside)}), restored: ${headline.files_restored}, moved: ${headline.files_moved}, overwritten: 0`,
    `Records changed: ${headline.records_changed}`,
    table(actions.map((action) => [action.finding_id, action.action, action.from ?? '', action.to ?? '', action.why])),
  ];
  return [...lines, ...refused.map((each) => `${each.finding_id}: ${escapeForTerminal(each.reason)}`)]
    .filter((line) => line !== '')
    .join('\n');
}

function resultText({ headline, resolved, returned, journal_ids }: ResolveResult): string {
  return [
    `Resolved: ${resolved.length}. Files set aside: ${headline.files_set_aside}, restored: ${headline.files_restored}, moved: ${headline.files_moved}.`,
    ...returned.map((each) => `${each.finding_id} stays open: ${escapeForTerminal(each.reason)}`),
    ...journal_ids.map((id) => `Take it back with: imalink history undo ${id}`),
  ].join('\n');
}

export const conflictCommands: readonly Command[] = [
  {
    name: 'conflicts list',
    usage: 'conflicts [list] [--kind K] [--storage S] [--status open|later|applied|ignored]',
    summary: 'Findings that wait for you',
    positionals: [0, 0],
    needs: 'read',
    options: { kind: { type: 'string' }, storage: { type: 'string' }, status: { type: 'string' } },
    examples: ['imalink conflicts list --kind edited'],
    run: async ({ options, call }) => {
      const text = (key: 'kind' | 'storage' | 'status') => (typeof options[key] === 'string' ? { [key]: options[key] } : {});
      const value = await call('conflict.list', { ...text('kind'), ...text('storage'), ...(text('status') as { status?: 'open' }) });
      return { value, text: value.conflicts.length === 0 ? 'Nothing waits for you.' : listedConflicts(value.conflicts) };
    },
  },
  {
    name: 'conflicts show',
    usage: 'conflicts show <id>',
    summary: 'One finding with its reason',
    positionals: [1, 1],
    needs: 'read',
    examples: ['imalink conflicts show 7'],
    run: async ({ positionals, call }) => {
      const value = await call('conflict.show', { id: entryNumber(positionals[0]) });
      const facts = table([
        ['kind', value.kind],
        ['path', value.path],
        ['status', value.status],
        ['suggestion', value.default],
        ['also possible', value.resolutions.join(', ')],
      ]);
      return { value, text: `${facts}\n${escapeForTerminal(value.reason)}` };
    },
  },
  {
    name: 'conflicts explain',
    usage: 'conflicts explain <kind|id>',
    summary: 'What a kind of finding means and what you can do',
    positionals: [1, 1],
    needs: 'read',
    examples: ['imalink conflicts explain mass_missing', 'imalink conflicts explain 7'],
    run: async ({ positionals, call }) => {
      const name = positionals[0] as string;
      const kind = /^\d+$/.test(name) ? (await call('conflict.show', { id: Number(name) })).kind : name;
      const value = await call('conflict.explain', { kind });
      return { value, text: [value.title, '', value.why, '', ...value.what_you_can_do.map((action) => `- ${action}`)].join('\n') };
    },
  },
  {
    name: 'conflicts resolve',
    usage: 'conflicts resolve <id>... --as RESOLUTION [--path PATH] [--title TEXT | --session ID] [--pair OLD=NEW]... [--dry-run | --yes]',
    summary: "Decide findings; files go into the storage's own trash at most, and come back with history undo",
    positionals: [1, 10_000],
    needs: 'write',
    options: {
      as: { type: 'string' },
      path: { type: 'string' },
      title: { type: 'string' },
      session: { type: 'string' },
      pair: { type: 'string', multiple: true },
      'dry-run': { type: 'boolean' },
      yes: { type: 'boolean' },
    },
    examples: [
      'imalink conflicts resolve 12 13 14 --as set_aside --dry-run',
      'imalink conflicts resolve 12 13 14 --as set_aside',
      'imalink conflicts resolve 20 21 --as locate --path ~/Desktop/Italy',
      'imalink conflicts resolve 30 --as default',
      'imalink conflicts resolve 40 41 --as import --session 3',
      'imalink conflicts resolve 42 --as rescan',
      'imalink conflicts resolve 50 --as pair_by_names --pair Card/1.jpg=Trip/a.jpg --pair Card/2.jpg=Trip/b.jpg',
    ],
    run: async (context) => {
      const { positionals, options, call, follow } = context;
      if (typeof options['as'] !== 'string')
        throw usageError(
          'Say how with --as.',
          conflictCommands.find((each) => each.name === 'conflicts resolve'),
        );
      const decisions = await Promise.all(positionals.map((text) => decisionOf(text, context)));
      const plan = await call('conflict.plan', { decisions });
      if (options['dry-run'] === true)
        return { value: plan, text: planText(plan), exitCode: plan.refused.length > 0 ? exitWithProblems : 0 };
      const tracked = plan.actions.reduce((sum, action) => sum + (action.files_on_record ?? 0), 0);
      if (tracked > 0 && options['yes'] !== true)
        return {
          value: plan,
          text: `${planText(plan)}\nA folder with ${tracked} files on record would be ignored. Say --yes to do it.`,
          exitCode: exitWithConflicts,
        };
      const { job_id } = await call('conflict.apply', { plan_id: plan.plan_id });
      const result = (await follow(job_id)).result as ResolveResult;
      const scans: ScanResult[] = [];
      for (const scanJob of result.scan_jobs ?? []) scans.push((await follow(scanJob)).result as ScanResult);
      const text = [resultText(result), ...scans.map((scan) => scanText(scan, false).text)].join('\n');
      return { value: { ...result, scans }, text, exitCode: result.returned.length > 0 ? exitWithProblems : 0 };
    },
  },
  {
    name: 'conflicts report',
    usage: 'conflicts report <id>...',
    summary: 'A text about files that could not be read, to keep or to pass on; nothing is sent',
    positionals: [1, 1000],
    needs: 'read',
    examples: ['imalink conflicts report 7', 'imalink conflicts report 7 8 > report.txt'],
    run: async ({ positionals, call }) => {
      const value = await call('conflict.report', { ids: positionals.map(entryNumber) });
      return { value, text: value.text.split('\n').map(escapeForTerminal).join('\n').trimEnd() };
    },
  },
  {
    name: 'conflicts later',
    usage: 'conflicts later <id>... [--back]',
    summary: 'Put findings off, or bring them back',
    positionals: [1, 10_000],
    needs: 'write',
    options: { back: { type: 'boolean' } },
    examples: ['imalink conflicts later 12 13', 'imalink conflicts later 12 --back'],
    run: async ({ positionals, options, call }) => {
      const value = await call('conflict.postpone', { ids: positionals.map(entryNumber), postponed: options['back'] !== true });
      return { value, text: `${value.changed} findings ${options['back'] === true ? 'are open again' : 'were put off'}.` };
    },
  },
  {
    name: 'rules list',
    usage: 'rules list',
    summary: 'Decisions that are made by themselves',
    positionals: [0, 0],
    needs: 'read',
    examples: ['imalink rules list'],
    run: async ({ call }) => {
      const value = await call('rule.list', {});
      const rows = value.rules.map((rule) => [
        rule.id,
        rule.enabled ? 'on' : 'off',
        rule.storage_name,
        rule.folder,
        rule.kind,
        rule.as,
        rule.used_count,
      ]);
      return {
        value,
        text: tableOr('There are no rules.', ['ID', '', 'STORAGE', 'FOLDER', 'KIND', 'DECISION', 'USED'], rows),
      };
    },
  },
  {
    name: 'rules create',
    usage: 'rules create <history-id> [--folder FOLDER]',
    summary: 'Always do what an applied decision did',
    positionals: [1, 1],
    needs: 'write',
    options: { folder: { type: 'string' } },
    examples: ['imalink rules create 7 --folder Phone'],
    run: async ({ positionals, options, call }) => {
      const folder = typeof options['folder'] === 'string' ? { folder: options['folder'] } : {};
      const value = await call('rule.create', { journal_id: entryNumber(positionals[0]), ...folder });
      return {
        value,
        text: value.rules.map((rule) => `Rule ${rule.id}: ${rule.kind} below ${rule.folder || 'the whole storage'}: ${rule.as}`).join('\n'),
      };
    },
  },
  {
    name: 'rules set',
    usage: 'rules set <id> on|off',
    summary: 'Turn a rule on or off',
    positionals: [2, 2],
    needs: 'write',
    examples: ['imalink rules set 3 off'],
    run: async ({ positionals, call }) => {
      if (positionals[1] !== 'on' && positionals[1] !== 'off')
        throw usageError(`A rule is on or off, not ${JSON.stringify(positionals[1])}.`);
      const value = await call('rule.change', { id: entryNumber(positionals[0]), enabled: positionals[1] === 'on' });
      return { value, text: `Rule ${value.id} is ${value.enabled ? 'on' : 'off'}.` };
    },
  },
  {
    name: 'rules remove',
    usage: 'rules remove <id>',
    summary: 'Remove a rule; what it did stays',
    positionals: [1, 1],
    needs: 'write',
    examples: ['imalink rules remove 3'],
    run: async ({ positionals, call }) => {
      const value = await call('rule.remove', { id: entryNumber(positionals[0]) });
      return { value, text: 'The rule is gone.' };
    },
  },
  {
    name: 'trash list',
    usage: 'trash list [<S>]',
    summary: 'Files that were set aside',
    positionals: [0, 1],
    needs: 'read',
    examples: ['imalink trash list'],
    run: async ({ positionals, call }) => {
      const value = await call('trash.list', positionals[0] === undefined ? {} : { storage: positionals[0] });
      const rows = value.batches.map((batch) => [
        batch.created_at.slice(0, 10),
        batch.storage_name,
        batch.files.length,
        megabytes(batch.size_bytes),
        batch.journal_id ?? '',
      ]);
      return {
        value,
        text: tableOr('Nothing is set aside.', ['SINCE', 'STORAGE', 'FILES', 'SIZE', 'ENTRY'], rows),
      };
    },
  },
  {
    name: 'trash empty',
    usage: 'trash empty [<S>] [--older-than DAYS] [--yes]',
    summary: 'Remove files that were set aside, for good; without --yes only says which',
    positionals: [0, 1],
    needs: 'write',
    options: { 'older-than': { type: 'string' }, yes: { type: 'boolean' } },
    examples: ['imalink trash empty --older-than 30', 'imalink trash empty --older-than 30 --yes'],
    run: async ({ positionals, options, call }) => {
      const plan = await call('trash.plan', {
        ...(positionals[0] === undefined ? {} : { storage: positionals[0] }),
        older_than_days: integerOption(options['older-than'], 'older-than', 30),
      });
      if (options['yes'] !== true)
        return { value: plan, text: `${plan.files} files (${megabytes(plan.size_bytes)}) would be removed for good. Say --yes to do it.` };
      const value = await call('trash.empty', { plan_id: plan.plan_id });
      const text = [`${value.removed_files} files were removed for good.`, ...value.kept.map((each) => `${each.path}: ${each.reason}`)]
        .map(escapeForTerminal)
        .join('\n');
      return { value, text, exitCode: value.kept.length > 0 ? exitWithProblems : 0 };
    },
  },
];
