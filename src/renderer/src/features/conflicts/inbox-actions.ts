/** What rows and groups of the inbox offer, once for buttons, menus and keys. */
import type { Conflict } from '#contract/scan.ts';
import type { Decision } from '#contract/resolve.ts';
import { chooseFolder } from '#renderer/api/choose-folder.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { showInFolder } from '#renderer/api/photo-files.ts';
import { useSystem } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import type { MenuEntry } from '#renderer/ui/ContextMenuPopup.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import {
  canLocate,
  canSearch,
  choicesOf,
  choiceOfKey,
  ignoringOf,
  isIgnorable,
  isOfStorage,
  isReportable,
  isSame,
  suggestionOf,
} from './decisions.ts';
import { photoOf, readFacts } from './facts.ts';
import { askPairs, askSession, showReport } from './inbox-dialogs.ts';
import { canPair } from './pairing.ts';
import type { Group } from './groups.ts';
import { choose, decisionOf, fold, setChecked, showDetail, useInbox } from './inbox-store.ts';
import { outcomeWords } from './outcome-words.ts';
import { folderWords } from './paths.ts';
import { decide, postpone } from './plan-store.ts';

/** Does what is chosen or suggested for these findings; those with neither are left. */
export function accept(conflicts: readonly Conflict[]): void {
  const { chosen } = useInbox.getState();
  const decisions = conflicts.flatMap((conflict) => decisionOf(conflict, chosen) ?? []);
  if (decisions.length === 0) return tellNothing();
  void decide(decisions, conflicts);
}

/** Shows what would be done about these findings, whatever it is. */
export function preview(conflicts: readonly Conflict[]): void {
  const { chosen } = useInbox.getState();
  const decisions = conflicts.flatMap((conflict) => decisionOf(conflict, chosen) ?? []);
  void decide(decisions, conflicts, false);
}

/** Accepts what is suggested in a group; where it is not safe by itself, the preview stands before it. */
export function acceptSuggestions({ conflicts, lane }: Group): void {
  const decisions = conflicts.flatMap((conflict) => suggestionOf(conflict) ?? []);
  if (decisions.length === 0) return tellNothing();
  void decide(decisions, conflicts, lane === 'suggest');
}

/** Chooses for one finding; what would take the last copy of a photo is not chosen, and that is said. */
export function chooseOne(decision: Decision, all: readonly Conflict[]): void {
  if (!choose([decision], all)) tellLastCopy();
}

/** Chooses by K, 1 or 2. */
export function chooseByKey(conflicts: readonly Conflict[], key: 'K' | '1' | '2', all: readonly Conflict[]): void {
  const decisions = conflicts.flatMap((conflict) => choiceOfKey(conflict, key) ?? []);
  if (decisions.length > 0 && !choose(decisions, all)) tellLastCopy();
}

/** Says nothing of these findings any more. */
export function ignore(conflicts: readonly Conflict[]): void {
  const decisions = conflicts
    .filter(isIgnorable)
    .flatMap((conflict) => (conflict.id == null ? [] : [{ id: conflict.id, as: ignoringOf(conflict) }]));
  if (decisions.length === 0) return toast({ title: t.conflicts.cannotIgnore, description: t.conflicts.putOffInstead });
  void decide(decisions, conflicts);
}

/** Finds files that are missing at a place the person shows: one place for all of them. */
export async function locate(conflicts: readonly Conflict[]): Promise<void> {
  const missing = conflicts.filter(canLocate);
  const [first] = missing;
  if (first == null) return;
  const question =
    missing.length === 1
      ? t.conflicts.whereIs(first.path)
      : t.conflicts.whereAre(missing.length, folderWords(readFacts(first).folder ?? first.path));
  try {
    const path = await chooseFolder(question, t.restore.lookHere);
    if (path == null) return;
    const decisions = missing.flatMap(({ id }) => (id == null ? [] : [{ id, as: 'locate' as const, path }]));
    await decide(decisions, missing, false);
  } catch (thrown) {
    toast({ title: t.conflicts.folderNotChosen, description: errorWords(thrown), tone: 'bad' });
  }
}

/** The menu of one finding: what may be decided, the suggestion first, then what may be done with the finding. */
export function findingEntries(conflict: Conflict, all: readonly Conflict[]): MenuEntry[][] {
  const { id } = conflict;
  const current = decisionOf(conflict, useInbox.getState().chosen);
  const choices = choicesOf(conflict).map(({ decision, key, isSuggested }) => ({
    title: `${outcomeWords(conflict, decision)}${isSuggested ? ' (suggested)' : ''}`,
    keys: key ?? undefined,
    disabled: current != null && isSame(current, decision) && !isSuggested,
    run: () => (decision.as === ignoringOf(conflict) ? ignore([conflict]) : chooseOne(decision, all)),
  }));
  return [
    choices,
    askEntries([conflict], all),
    [
      { title: t.commands.showDetails, keys: 'Enter', run: () => showDetail(true) },
      ...(id == null || conflict.status === 'applied'
        ? []
        : conflict.status === 'later'
          ? [{ title: t.conflicts.bringBack, run: () => void postpone([id], false) }]
          : [{ title: t.conflicts.later, run: () => void postpone([id]) }]),
    ],
  ];
}

/** The menu of a group. */
export function groupEntries(group: Group, all: readonly Conflict[]): MenuEntry[][] {
  const { conflicts } = group;
  const ids = conflicts.flatMap(({ id }) => id ?? []);
  const canIgnore = conflicts.some(isIgnorable);
  const first = conflicts[0];
  if (group.lane === 'done') return [[{ title: t.commands.showDetails, keys: 'Enter', run: () => showDetail(true) }]];
  return [
    [
      {
        title: t.conflicts.selectFolder,
        run: () => {
          fold(group.key, false);
          setChecked(ids, true);
        },
      },
      ...(group.kind === 'duplicate' ? preferEntries(group, all) : []),
    ],
    askEntries(conflicts, all),
    [
      ...(canIgnore
        ? [
            {
              title: first != null && isOfStorage(first) ? t.findings.outcome(first.kind, 'ignore_until_seen') : t.conflicts.ignoreFiles,
              keys: 'I',
              run: () => ignore(conflicts),
            },
          ]
        : []),
      ...(canIgnore && first?.id != null && group.folder !== '' && !isOfStorage(first)
        ? [
            {
              title: t.conflicts.ignoreFolder,
              run: () => void decide([{ id: first.id as number, as: 'ignore', path: group.folder }], conflicts),
            },
          ]
        : []),
      first?.status === 'later'
        ? { title: t.conflicts.bringBack, run: () => void postpone(ids, false) }
        : { title: t.conflicts.later, run: () => void postpone(ids) },
    ],
  ];
}

/** What is asked in a dialog of its own: a place, a session, what became of what. */
function askEntries(conflicts: readonly Conflict[], all: readonly Conflict[]): MenuEntry[] {
  const news = conflicts.filter(
    (conflict) => conflict.kind === 'untracked' && isIgnorable(conflict) && conflict.facts['forgotten'] !== true,
  );
  const pairable = conflicts.filter((conflict) => canPair(conflict, all));
  return [
    ...(conflicts.some(canLocate)
      ? [{ title: conflicts.length > 1 ? t.conflicts.locateFolder : t.conflicts.locate, run: () => void locate(conflicts) }]
      : []),
    ...(pairable.length === 0 || (pairable.length > 1 && pairable[0]?.kind === 'ambiguous_move')
      ? []
      : [{ title: t.conflicts.pairByHand, run: () => askPairs(pairable) }]),
    ...(news.length === 0 ? [] : [{ title: t.conflicts.addToExisting, run: () => askSession(news) }]),
    ...searchEntries(conflicts),
    ...folderEntries(conflicts),
    ...(conflicts.some(isReportable) ? [{ title: t.conflicts.report, run: () => showReport(conflicts.filter(isReportable)) }] : []),
  ];
}

/** The file of a photo can be looked at where it lies, in hosts that have a file manager. */
function folderEntries([first, ...others]: readonly Conflict[]): MenuEntry[] {
  const hothash = first == null || others.length > 0 || !isReportable(first) ? null : photoOf(first);
  if (hothash == null || useSystem.getState().value?.can.show_in_folder !== true) return [];
  const fail = (thrown: unknown): void => void toast({ title: t.commands.folderNotShown, description: errorWords(thrown), tone: 'bad' });
  return [{ title: t.commands.showInFolder, run: () => void showInFolder(hothash).catch(fail) }];
}

/** One search of a storage is for all that is missing in it. */
function searchEntries(conflicts: readonly Conflict[]): MenuEntry[] {
  const first = conflicts.find(canSearch);
  if (first?.id == null) return [];
  const { id } = first;
  return [{ title: t.conflicts.searchAgain, run: () => void decide([{ id, as: 'rescan' }], conflicts) }];
}

function preferEntries(group: Group, all: readonly Conflict[]): MenuEntry[] {
  const prefer = (isThis: boolean): void => {
    const decisions = group.conflicts.flatMap((conflict) => choiceOfKey(conflict, isThis ? '2' : '1') ?? []);
    if (!choose(decisions, all)) tellLastCopy();
  };
  return [
    { title: t.conflicts.preferThis, run: () => prefer(true) },
    { title: t.conflicts.preferOther, run: () => prefer(false) },
    {
      title: t.conflicts.keepBothEverywhere,
      keys: 'K',
      run: () => chooseByKey(group.conflicts, 'K', all),
    },
  ];
}

function tellNothing(): void {
  toast({ title: t.conflicts.nothingSuggested, description: t.conflicts.chooseFirst });
}

function tellLastCopy(): void {
  toast({ title: t.conflicts.oneStays, description: t.conflicts.allWouldGo });
}
