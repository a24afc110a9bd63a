/** Deciding about the fake findings: plans, what they do, the history, rules and what lies set aside, all in memory. */
import type { Decision, Headline, ResolveAction, ResolvePlan, ResolveResult, Rule, TrashBatch, TrashPlan } from '#contract/resolve.ts';
import type { Conflict, JournalEntry } from '#contract/scan.ts';
import { home, initialFindings } from './findings.ts';

interface Batch {
  readonly entry: JournalEntry;
  readonly decisions: readonly Decision[];
  /** The findings as they were. */
  readonly before: readonly Conflict[];
  readonly actions: readonly ResolveAction[];
}

const day = 86_400_000;
const error = (code: string, message: string): Error => Object.assign(new Error(message), { code });

const scanEntry = (id: number, created_at: string, counts: Record<string, number>, undone_at: string | null = null): JournalEntry => ({
  id,
  storage_uuid: home,
  storage_name: 'Home archive',
  title: 'Scan',
  created_at,
  undone_at,
  counts,
  change_count: Object.values(counts).reduce((sum, count) => sum + count, 0),
});

const oldBatch = (): TrashBatch => {
  const files = Array.from({ length: 12 }, (_, n) => ({
    path: `Desktop/old/IMG_${n}.JPG`,
    file_size: 4_000_000,
    checksum: 'aa'.repeat(32),
  }));
  return {
    batch: '20260301-101500-old',
    storage_uuid: home,
    storage_name: 'Home archive',
    journal_id: null,
    created_at: new Date(Date.now() - 90 * day).toISOString(),
    files,
    size_bytes: 48_000_000,
  };
};

export interface FakeInbox {
  readonly answers: Readonly<Record<string, (input: never) => unknown>>;
  /** Carries out a plan. */
  apply(planId: string): ResolveResult;
}

/** One inbox; `changesMeanwhile` files of each plan have changed by the time it is carried out. */
export function createInbox(
  kind: string,
  changesMeanwhile: number,
  emit: (name: 'conflicts.changed', payload: unknown) => void,
): FakeInbox {
  let findings = initialFindings(kind);
  let entries: JournalEntry[] = [
    scanEntry(3, '2026-06-21T09:02:11.000Z', { moved: 211 }),
    scanEntry(2, '2026-06-20T18:40:00.000Z', { moved: 4, missing: 3, duplicate: 1 }, '2026-06-20T18:41:30.000Z'),
    scanEntry(1, '2026-06-02T07:15:00.000Z', { metadata_edited: 12 }),
  ];
  let rules: Rule[] = [];
  let trash: TrashBatch[] = kind === 'none' ? [] : [oldBatch()];
  const ignored = new Set<number>();
  const plans = new Map<string, { plan: ResolvePlan; decisions: readonly Decision[] }>();
  const trashPlans = new Map<string, TrashPlan>();
  const batches = new Map<number, Batch>();
  const changed = (): void => emit('conflicts.changed', { storage_uuid: home });
  const put = (ids: ReadonlySet<number>, status: Conflict['status']): void => {
    findings = findings.map((each) => (each.id != null && ids.has(each.id) ? { ...each, status } : each));
  };

  const apply = (planId: string): ResolveResult => {
    const found = plans.get(planId);
    if (found == null) throw error('plan-expired', 'The preview is no longer valid. Look at it again and confirm.');
    plans.delete(planId);
    const stale = new Set(found.plan.actions.slice(0, changesMeanwhile).map(({ finding_id }) => finding_id));
    const actions = found.plan.actions.filter(({ finding_id }) => !stale.has(finding_id));
    const ids = new Set(actions.map(({ finding_id }) => finding_id));
    const decisions = found.decisions.filter(({ id }) => ids.has(id));
    const id = (entries[0]?.id ?? 0) + 1;
    const headline = headlineOf(actions);
    const counts = Object.fromEntries(
      Object.entries(Object.groupBy(actions, ({ action }) => action)).map(([action, each]) => [action, each?.length ?? 0]),
    );
    const entry = { ...scanEntry(id, new Date().toISOString(), counts), title: `Decided: ${titleOf(headline, ids.size)}` };
    batches.set(id, { entry, decisions, before: findings.filter((each) => each.id != null && ids.has(each.id)), actions });
    entries = [entry, ...entries];
    const aside = actions.filter(({ action }) => action === 'set_aside');
    if (aside.length > 0)
      trash = [
        {
          ...oldBatch(),
          batch: `batch-${id}`,
          journal_id: id,
          created_at: entry.created_at,
          size_bytes: headline.bytes_set_aside,
          files: aside.map((each) => ({ path: each.from ?? '', file_size: each.file_size, checksum: 'bb'.repeat(32) })),
        },
        ...trash,
      ];
    for (const decision of decisions) if (decision.as === 'ignore') ignored.add(decision.id);
    put(ids, 'resolved');
    changed();
    return {
      journal_ids: [id],
      headline,
      resolved: [...ids],
      returned: findings
        .filter((each) => each.id != null && stale.has(each.id))
        .map((each) => ({ finding_id: each.id ?? 0, path: each.path, reason: 'Changed since the preview; it was left alone.' })),
    };
  };

  const undo = (id: number): JournalEntry | undefined => {
    if (id === 1)
      throw error('history-changed', 'Entry 1 cannot be undone: Lofoten/IMG_1.JPG has moved on. Undo what came after it first.');
    const batch = batches.get(id);
    if (batch != null) {
      const before = new Map(batch.before.map((each) => [each.id, each]));
      findings = findings.map((each) => before.get(each.id) ?? each);
      for (const { id: each } of batch.decisions) ignored.delete(each);
      trash = trash.filter(({ journal_id }) => journal_id !== id);
      changed();
    }
    entries = entries.map((each) => (each.id === id ? { ...each, undone_at: new Date().toISOString() } : each));
    return entries.find((each) => each.id === id);
  };

  const answers = {
    'conflict.list': ({ status = 'open' }: { status?: string }) => ({
      conflicts: findings.filter((each) => (status === 'ignored' ? ignored.has(each.id ?? 0) : each.status === status)),
    }),
    'conflict.plan': ({ decisions }: { decisions: Decision[] }) => {
      const plan = planOf(decisions, findings, `plan-${plans.size}-${Date.now()}`);
      plans.set(plan.plan_id, { plan, decisions });
      return plan;
    },
    'conflict.report': ({ ids }: { ids: number[] }) => ({
      text: `ImaLink, linux x64, 2026-11-28T12:00:00.000Z\n\n${findings
        .filter(({ id }) => ids.includes(id ?? 0))
        .map(
          ({ path, kind, reason }) =>
            `File: /mnt/photos/${path}\nFinding: ${kind}: ${reason}\nReason: permission\nTried: open\nErrno: EACCES\n`,
        )
        .join('\n')}`,
    }),
    'conflict.postpone': ({ ids, postponed = true }: { ids: number[]; postponed?: boolean }) => {
      put(new Set(ids), postponed ? 'later' : 'open');
      changed();
      return { changed: ids.length };
    },
    'history.list': () => ({ entries }),
    'history.show': ({ id }: { id: number }) => ({
      ...entries.find((each) => each.id === id),
      changes: batches.get(id)?.actions.map(({ action, from, to }) => ({ change: action, from, to })) ?? [
        { change: 'move_file', from: 'Lofoten in June/IMG_1.JPG', to: '2026/Lofoten/IMG_1.JPG' },
      ],
    }),
    'history.undo': ({ id }: { id: number }) => undo(id),
    'rule.list': () => ({ rules }),
    'rule.create': ({ journal_id, folder = '' }: { journal_id: number; folder?: string }) => {
      const batch = batches.get(journal_id);
      const [first] = batch?.decisions ?? [];
      const about = batch?.before.find((each) => each.id === first?.id);
      if (first == null || about == null) throw error('rule-refused', 'This decision cannot be made into a rule.');
      const rule: Rule = {
        id: rules.length + 1,
        storage_uuid: home,
        storage_name: 'Home archive',
        folder,
        kind: about.kind,
        as: first.as,
        enabled: true,
        used_count: batch?.decisions.length ?? 0,
        created_at: new Date().toISOString(),
      };
      rules = [...rules, rule];
      return { rules: [rule] };
    },
    'rule.change': ({ id, enabled }: { id: number; enabled: boolean }) => {
      rules = rules.map((each) => (each.id === id ? { ...each, enabled } : each));
      return rules.find((each) => each.id === id);
    },
    'rule.remove': ({ id }: { id: number }) => {
      rules = rules.filter((each) => each.id !== id);
      return {};
    },
    'trash.list': () => ({ batches: trash }),
    'trash.plan': ({ older_than_days = 30 }: { older_than_days?: number }) => {
      const old = trash.filter(({ created_at }) => Date.parse(created_at) < Date.now() - older_than_days * day);
      const plan: TrashPlan = {
        plan_id: `trash-${trashPlans.size}`,
        expires_at: new Date(Date.now() + 600_000).toISOString(),
        batches: old,
        files: old.reduce((sum, each) => sum + each.files.length, 0),
        size_bytes: old.reduce((sum, each) => sum + each.size_bytes, 0),
      };
      trashPlans.set(plan.plan_id, plan);
      return plan;
    },
    'trash.empty': ({ plan_id }: { plan_id: string }) => {
      const plan = trashPlans.get(plan_id);
      if (plan == null) throw error('plan-expired', 'The preview is no longer valid. Look at it again and confirm.');
      const gone = new Set(plan.batches.map(({ batch }) => batch));
      trash = trash.filter(({ batch }) => !gone.has(batch));
      return { removed_files: plan.files, removed_bytes: plan.size_bytes, kept: [] };
    },
  };
  return { answers, apply };
}

function planOf(decisions: readonly Decision[], findings: readonly Conflict[], plan_id: string): ResolvePlan {
  const actions: ResolveAction[] = [];
  const refused: ResolvePlan['refused'] = [];
  for (const decision of decisions) {
    const finding = findings.find(({ id }) => id === decision.id);
    if (finding == null || (finding.status !== 'open' && finding.status !== 'later')) {
      refused.push({ finding_id: decision.id, path: finding?.path ?? '', reason: 'It is no longer open.' });
      continue;
    }
    if (decision.as === 'restore_from_copy' && finding.facts['content_at'] == null) {
      refused.push({ finding_id: decision.id, path: finding.path, reason: 'No verified copy of it is in reach.' });
      continue;
    }
    actions.push(actionOf(decision, finding));
  }
  return { plan_id, expires_at: new Date(Date.now() + 600_000).toISOString(), headline: headlineOf(actions), actions, refused };
}

function actionOf(decision: Decision, { path, facts }: Conflict): ResolveAction {
  const base = { finding_id: decision.id, file_size: 0, to: null, from: path };
  const size = typeof facts['file_size'] === 'number' ? facts['file_size'] : 5_000_000;
  switch (decision.as) {
    case 'set_aside': {
      const from = decision.path ?? path;
      const stays = from === path ? String(facts['known_path']) : path;
      return {
        ...base,
        action: 'set_aside',
        from,
        to: `.imalink/trash/next/${from}`,
        why: `${stays} stays, byte for byte the same`,
        file_size: size,
      };
    }
    case 'locate':
      return {
        ...base,
        action: 'restore',
        from: `${decision.path}/${path.split('/').at(-1)}`,
        to: path,
        why: 'The same picture, found where you said',
        file_size: size,
      };
    case 'rename':
    case 'reunite':
      return { ...base, action: 'move', to: decision.path ?? path, why: 'As you chose' };
    case 'ignore':
    case 'keep_both':
      return { ...base, action: 'remember', why: decision.as === 'ignore' ? 'Not asked about again' : 'Both stay; not asked again' };
    case 'hydrate':
      return {
        ...base,
        action: 'fetch',
        why: 'It is read to its end, so that its cloud program fetches it',
        file_size: Number(facts['file_size'] ?? 0),
      };
    case 'rescan':
      return { ...base, action: 'scan', why: 'The whole storage is searched again' };
    default:
      return { ...base, action: 'record', why: decision.title == null ? 'Only the catalog changes' : `New session “${decision.title}”` };
  }
}

function headlineOf(actions: readonly ResolveAction[]): Headline {
  const count = (action: ResolveAction['action']): number => actions.filter((each) => each.action === action).length;
  return {
    files_set_aside: count('set_aside'),
    bytes_set_aside: actions.reduce((sum, each) => sum + (each.action === 'set_aside' ? each.file_size : 0), 0),
    files_restored: count('restore'),
    files_moved: count('move'),
    records_changed: actions.length - count('remember'),
    indexes_rewritten: actions.length === count('remember') ? 0 : 1,
  };
}

function titleOf(headline: Headline, findings: number): string {
  if (headline.files_set_aside > 0) return `${headline.files_set_aside} files set aside`;
  if (headline.files_restored > 0) return `${headline.files_restored} files restored`;
  return `${findings} findings resolved`;
}
