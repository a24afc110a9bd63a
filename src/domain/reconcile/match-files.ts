/**
 * Finds every catalogued file again by its content. First what stands where it stood, then what left its path and
 * what is new, photo by photo. Order and reasons: docs/design/reconcile.md#matching.
 */
import { learnFolderMoves } from './folder-moves.ts';
import { identityKey, isSamePhoto } from './identity.ts';
import { isDecided, pairByLikeness, pairMoves, type Pair, type Pairing, type Predict } from './pair-moves.ts';
import { isRead, type ReadFile, type Situation } from './situation.ts';
import type { CataloguedFile, ObservedFile } from './types.ts';

export interface Question {
  readonly olds: readonly CataloguedFile[];
  readonly news: readonly ReadFile[];
  /** The likeliest pairs, and the paths that would then be copies. */
  readonly suggestion: readonly Pair[];
  readonly copies: readonly ReadFile[];
}

/** What a path that was read is used for. */
export type Use = 'stays' | 'moved' | 'copy' | 'question' | 'fresh';

export interface Matched {
  /** The catalog's content stands at the catalog's path, or at its one respelling. */
  readonly stays: readonly { readonly file: CataloguedFile; readonly at: ObservedFile }[];
  readonly moves: readonly Pair[];
  readonly copies: readonly { readonly of: CataloguedFile; readonly at: ReadFile }[];
  readonly questions: readonly Question[];
  /** Another content stands at the path, and the catalog's stands at no new one. */
  readonly displaced: readonly { readonly file: CataloguedFile; readonly at: ReadFile }[];
  /** Nothing stands at the path, and the content stands at no new one. */
  readonly gone: readonly CataloguedFile[];
  readonly uses: ReadonlyMap<string, Use>;
  /** Where a file of the content was found, by identity key, for photos that something happened to. */
  readonly contentAt: ReadonlyMap<string, string>;
}

/** All files of one photo of which something is not where it was. */
interface Group {
  /** Files that are not where they were, with what stands there instead. */
  readonly olds: Map<CataloguedFile, ReadFile | null>;
  /** A file to hang copies on, preferably one that was seen. */
  anchor: CataloguedFile | null;
  readonly news: ReadFile[];
}

interface Draft {
  readonly stays: { file: CataloguedFile; at: ObservedFile }[];
  /** Not seen or not readable, so that the state is kept. */
  readonly kept: CataloguedFile[];
  readonly olds: { file: CataloguedFile; at: ReadFile | null }[];
  readonly news: ReadFile[];
  readonly moves: Pair[];
  readonly copies: { of: CataloguedFile; at: ReadFile }[];
  readonly questions: Question[];
  readonly displaced: { file: CataloguedFile; at: ReadFile }[];
  readonly gone: CataloguedFile[];
  readonly uses: Map<string, Use>;
  readonly contentAt: Map<string, string>;
  /** Paths of present files where another content stands now. */
  readonly claimed: Set<string>;
}

export function matchFiles(situation: Situation): Matched {
  const draft: Draft = {
    stays: [],
    kept: [],
    olds: [],
    news: [],
    moves: [],
    copies: [],
    questions: [],
    displaced: [],
    gone: [],
    uses: new Map(),
    contentAt: new Map(),
    claimed: new Set(),
  };
  const { catalogued, observed } = situation.input;
  // Present before missing: what is present owns its path.
  for (const file of catalogued) if (file.status !== 'missing') placeOld(file, situation, draft);
  for (const file of catalogued) if (file.status === 'missing') placeOld(file, situation, draft);
  for (const file of observed) {
    if (!isRead(file) || !isNew(file, situation, draft)) continue;
    // A person said that this is not the photo: whatever it shows, it is nobody's.
    if (situation.isApart(file.identity.hothash, file.path)) draft.uses.set(file.path, 'fresh');
    else draft.news.push(file);
  }
  solve(groupByPhoto(draft), draft);
  return draft;
}

function byPath<T>(items: readonly T[], pathOf: (item: T) => string): readonly T[] {
  return items.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : pathOf(a) > pathOf(b) ? 1 : 0));
}

function placeOld(file: CataloguedFile, situation: Situation, draft: Draft): void {
  const exact = situation.seen.get(file.path);
  const at = exact ?? situation.respelled(file.path);
  if (!at) {
    if (!situation.isUnknown(file.path)) draft.olds.push({ file, at: null });
    else if (file.status !== 'missing') draft.kept.push(file);
    return;
  }
  if (at.reading === 'unchanged' && isUnchanged(file, at)) return stay(file, at, draft);
  if (!isRead(at)) {
    // Something stands there that nobody could look into.
    draft.kept.push(file);
    return;
  }
  if (exact && isSamePhoto(file, at.identity)) return stay(file, at, draft);
  draft.olds.push({ file, at });
  if (exact && file.status !== 'missing') draft.claimed.add(file.path);
}

function stay(file: CataloguedFile, at: ObservedFile, draft: Draft): void {
  if (draft.uses.has(at.path)) {
    draft.olds.push({ file, at: null });
    return;
  }
  draft.stays.push({ file, at });
  draft.uses.set(at.path, 'stays');
}

/** `unchanged` speaks of the path as it is spelled in the catalog; under another spelling the size must agree too. */
function isUnchanged(file: CataloguedFile, at: ObservedFile): boolean {
  return (at.path === file.path && file.status !== 'missing') || at.sizeBytes === file.sizeBytes;
}

function isNew(file: ReadFile, situation: Situation, draft: Draft): boolean {
  return !draft.uses.has(file.path) && situation.companions.get(file.path)?.checksum !== file.identity.checksum;
}

/** Groups are made only for photos that something happened to: in most scans those are few among very many. */
function groupByPhoto(draft: Draft): ReadonlyMap<string, Group> {
  const hothashes = new Set([...draft.olds.map(({ file }) => file.hothash), ...draft.news.map(({ identity }) => identity.hothash)]);
  const groups = new Map<string, Group>();
  if (hothashes.size === 0) return groups;
  const groupOf = (file: CataloguedFile): Group => {
    const key = identityKey(file);
    const known = groups.get(key);
    if (known) return known;
    const group: Group = { olds: new Map(), anchor: null, news: [] };
    groups.set(key, group);
    return group;
  };
  for (const { file, at } of byPath(
    draft.stays.filter((each) => hothashes.has(each.file.hothash)),
    (each) => each.at.path,
  )) {
    groupOf(file).anchor ??= file;
    draft.contentAt.set(identityKey(file), at.path);
  }
  for (const file of byPath(
    draft.kept.filter((each) => hothashes.has(each.hothash)),
    ({ path }) => path,
  ))
    groupOf(file).anchor ??= file;
  for (const { file, at } of byPath(draft.olds, (each) => each.file.path)) groupOf(file).olds.set(file, at);
  for (const file of byPath(draft.news, ({ path }) => path)) {
    const key = identityKey(file.identity);
    const group = groups.get(key);
    if (group) draft.contentAt.set(key, file.path);
    if (group) group.news.push(file);
    else draft.uses.set(file.path, 'fresh');
  }
  return groups;
}

function solve(groups: ReadonlyMap<string, Group>, draft: Draft): void {
  const hard: Group[] = [];
  for (const group of groups.values()) {
    const { olds, news } = group;
    if (news.length > 1 && olds.size > 0) hard.push(group);
    else solveGroup(group, () => null, groups, draft);
  }
  if (hard.length === 0) return;
  const predict = learnFolderMoves(draft.moves);
  for (const group of hard) solveGroup(group, predict, groups, draft);
}

function solveGroup(group: Group, predict: Predict, groups: ReadonlyMap<string, Group>, draft: Draft): void {
  const olds = [...group.olds.keys()];
  const present = olds.filter((file) => file.status !== 'missing');
  const afterPresent = pairGroup(present, group.news, group, predict, groups, draft);
  // A missing file comes back only to a path that no present file of the photo moved to.
  const missing = olds.filter((file) => file.status === 'missing');
  // Nor does it take the path of another photo's file, which is asked about, when its own photo stands elsewhere: whether
  // it did would depend on how many other new files this very scan saw.
  const claimed = afterPresent.news.filter((at) => group.anchor !== null && draft.claimed.has(at.path));
  const free = afterPresent.news.filter((at) => !claimed.includes(at));
  const { news } = pairGroup(missing, free, group, predict, groups, draft);
  for (const at of [...claimed, ...news]) {
    draft.uses.set(at.path, group.anchor ? 'copy' : 'fresh');
    if (group.anchor) draft.copies.push({ of: group.anchor, at });
  }
  for (const file of afterPresent.olds) {
    const at = group.olds.get(file);
    if (at) draft.displaced.push({ file, at });
    else draft.gone.push(file);
  }
}

/** @returns what is neither paired nor asked about */
function pairGroup(
  olds: readonly CataloguedFile[],
  news: readonly ReadFile[],
  group: Group,
  predict: Predict,
  groups: ReadonlyMap<string, Group>,
  draft: Draft,
): Pick<Pairing, 'olds' | 'news'> {
  const pairing = decide(olds, news, predict);
  if (isDecided(pairing)) {
    for (const pair of pairing.pairs) move(pair, group, draft);
    return pairing;
  }
  // Where another known photo stands at an old path, no question can be held: two files would own one path.
  if (olds.some((file) => isContested(file, group, groups))) {
    const forced = pairByLikeness(olds, news, predict);
    for (const pair of forced.pairs) move(pair, group, draft);
    return forced;
  }
  // A photo that stands elsewhere is not in doubt because of a file that was missing before.
  if (olds[0]?.status === 'missing' && group.anchor) return { olds, news };
  ask(olds, news, predict, draft);
  return { olds: [], news: [] };
}

/** What neighbours say is an offer: when it settles nothing, bytes and names alone may, and the next scan has no more than those. */
function decide(olds: readonly CataloguedFile[], news: readonly ReadFile[], predict: Predict): Pairing {
  const withNeighbours = pairMoves(olds, news, predict);
  return isDecided(withNeighbours) ? withNeighbours : pairMoves(olds, news, () => null);
}

function move(pair: Pair, group: Group, draft: Draft): void {
  draft.moves.push(pair);
  draft.uses.set(pair.to.path, 'moved');
  group.anchor ??= pair.file;
}

function isContested(file: CataloguedFile, group: Group, groups: ReadonlyMap<string, Group>): boolean {
  const at = group.olds.get(file);
  return at != null && at.path === file.path && groups.has(identityKey(at.identity));
}

function ask(olds: readonly CataloguedFile[], news: readonly ReadFile[], predict: Predict, draft: Draft): void {
  const { pairs, news: copies } = pairByLikeness(olds, news, predict);
  draft.questions.push({ olds, news, suggestion: pairs, copies });
  for (const file of news) draft.uses.set(file.path, 'question');
}
