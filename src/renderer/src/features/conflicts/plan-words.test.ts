import { describe, expect, test } from 'vitest';
import type { Headline, ResolveAction, ResolvePlan } from '#contract/resolve.ts';
import { changeWords, entryTitle, storeWords } from './history-words.ts';
import { confirmWords, headlineFacts, planAsText, resultWords, touchesNoFiles } from './plan-words.ts';
import { ruleTitle } from './rule-words.ts';

const headline = (patch: Partial<Headline>): Headline => ({
  files_set_aside: 0,
  bytes_set_aside: 0,
  files_restored: 0,
  files_moved: 0,
  records_changed: 0,
  indexes_rewritten: 0,
  ...patch,
});
const action = (patch: Partial<ResolveAction>): ResolveAction => ({
  finding_id: 1,
  action: 'record',
  from: 'a.jpg',
  to: null,
  why: 'because',
  file_size: 1,
  ...patch,
});
const plan = (numbers: Partial<Headline>, actions: ResolveAction[] = []): ResolvePlan => ({
  plan_id: 'p',
  expires_at: '2026-01-01T00:00:00.000Z',
  headline: headline(numbers),
  actions,
  refused: [],
});

describe('a plan in words', () => {
  test('the button says what happens and to how many, files before records', () => {
    expect(confirmWords(plan({ files_set_aside: 36, records_changed: 36 }))).toBe('Set aside 36 files');
    expect(confirmWords(plan({ files_set_aside: 1, files_restored: 2, files_moved: 3 }))).toBe(
      'Set aside 1 file, restore 2 files, and move 3 files',
    );
    expect(confirmWords(plan({ records_changed: 4 }))).toBe('Change 4 catalog records');
    expect(confirmWords(plan({}, [action({ action: 'remember' })]))).toBe('Remember 1 decision');
  });

  test('only one without a step on files may be applied unseen, whatever its numbers say', () => {
    expect(touchesNoFiles(plan({ records_changed: 2 }, [action({}), action({ action: 'remember' })]))).toBe(true);
    expect(touchesNoFiles(plan({}, [action({ action: 'set_aside' })]))).toBe(false);
    expect(touchesNoFiles(plan({ files_moved: 1 }))).toBe(false);
  });

  test('nothing is ever overwritten, and that stands among the numbers', () => {
    expect(headlineFacts(headline({ files_set_aside: 2, bytes_set_aside: 4_300_000 })).slice(0, 1)).toEqual([
      { label: 'Files set aside', value: '2', note: '4.3 MB' },
    ]);
    expect(headlineFacts(headline({})).find(({ label }) => label === 'Files overwritten')).toEqual({
      label: 'Files overwritten',
      value: '0',
      note: 'never',
    });
  });

  test('as text it has every step and everything that was refused', () => {
    const text = planAsText({
      ...plan({ files_moved: 1 }, [action({ action: 'move', to: 'b.jpg' })]),
      refused: [{ finding_id: 2, path: 'c.jpg', reason: 'It changed.' }],
    });
    expect(text).toContain('Move\ta.jpg\tb.jpg\tbecause');
    expect(text).toContain('c.jpg\tIt changed.');
  });

  test('a result is told by its files, else by what was resolved', () => {
    expect(resultWords({ headline: headline({ files_set_aside: 36 }), resolved: [1] })).toBe('36 files set aside');
    expect(resultWords({ headline: headline({ records_changed: 3 }), resolved: [1, 2] })).toBe('2 findings resolved');
    expect(resultWords({ headline: headline({}), resolved: [] })).toBe('Nothing was changed');
  });
});

describe('history and rules in words', () => {
  const entry = { id: 1, storage_uuid: 's', storage_name: 'Home', created_at: '', undone_at: null, change_count: 2 };

  test('a scan is told by its counts, a decision by its own title', () => {
    expect(entryTitle({ ...entry, title: 'Scan', counts: { moved: 2 } })).toBe('2 moved');
    expect(entryTitle({ ...entry, title: '2 files set aside', counts: { set_aside: 2 } })).toBe('2 files set aside');
  });

  test('a change is told by its paths', () => {
    expect(changeWords({ change: 'move_file', from: 'a', to: 'b' })).toBe('a → b');
    expect(changeWords({ change: 'add_copy', path: 'c' })).toBe('c');
    expect(changeWords({ change: 'set_status', fileId: 4, from: 'present', to: 'missing' })).toBe('set status: present → missing');
    expect(changeWords({})).toBe('change');
  });

  test('what is set aside is counted', () => {
    expect(storeWords([])).toBe('Nothing is set aside.');
    const files = [{ path: 'a', file_size: 5, checksum: '' }];
    expect(
      storeWords([{ batch: 'b', storage_uuid: 's', storage_name: 'Home', journal_id: 1, created_at: '', files, size_bytes: 2_000_000 }]),
    ).toBe('1 file set aside, 2 MB in all.');
  });

  test('a rule says what it does', () => {
    expect(ruleTitle({ kind: 'duplicate', as: 'set_aside' })).toBe('Set byte-identical copies aside');
    expect(ruleTitle({ kind: 'untracked', as: 'import' })).toBe('Add new files to a session');
    expect(ruleTitle({ kind: 'locked', as: 'retry' })).toBe('retry: locked');
  });
});
