/**
 * Which of the files that left their paths stands under which of the new paths, when all of them hold one photo.
 * A pair is made only when it is the single one of its kind: order and rules in docs/design/reconcile.md#moves.
 */
import { baseName, collisionKey } from '../rel-path.ts';
import type { ReadFile } from './situation.ts';
import type { CataloguedFile } from './types.ts';

export interface Pair {
  readonly file: CataloguedFile;
  readonly to: ReadFile;
}

export interface Pairing {
  readonly pairs: readonly Pair[];
  readonly olds: readonly CataloguedFile[];
  readonly news: readonly ReadFile[];
}

/** Where the folder moves seen so far would put a path; null when they say nothing. */
export type Predict = (path: string) => string | null;

interface Tier {
  readonly isByteIdentical: boolean;
  readonly oldKey: (file: CataloguedFile) => string | null;
  readonly newKey: (file: ReadFile) => string;
}

/** What is left on both sides is undecided: nothing of the group is certain then. */
export const isDecided = ({ olds, news }: Pairing): boolean => olds.length === 0 || news.length === 0;

/** @returns the pairs that bytes and names give, and what is left on both sides */
export function pairMoves(olds: readonly CataloguedFile[], news: readonly ReadFile[], predict: Predict): Pairing {
  const [only] = news;
  if (only && news.length === 1 && olds.length > 0) {
    const file = olds.length === 1 && olds[0] ? olds[0] : bestOf(olds, (old) => likeness(old, only, predict));
    return { pairs: [{ file, to: only }], olds: olds.filter((old) => old !== file), news: [] };
  }
  const left = { olds: new Set(olds), news: new Set(news) };
  const pairs: Pair[] = [];
  const steps = tiers(predict);
  // Again and again: a pair that is made may leave another one single of its kind.
  for (let before = -1; before < pairs.length && left.olds.size > 0 && left.news.size > 0;) {
    before = pairs.length;
    for (const tier of steps) if (left.olds.size > 0 && left.news.size > 0) pairs.push(...pairUnique(tier, left));
  }
  return { pairs, olds: [...left.olds], news: [...left.news] };
}

/** Pairs as many as there are, the likeliest first: for a suggestion, or where no question can be held. */
export function pairByLikeness(olds: readonly CataloguedFile[], news: readonly ReadFile[], predict: Predict): Pairing {
  const left = [...news];
  const pairs: Pair[] = [];
  const unpaired: CataloguedFile[] = [];
  for (const file of olds) {
    if (left.length === 0) unpaired.push(file);
    else {
      // Many alike are paired in order: comparing each with each would cost minutes in a folder of copies.
      const to = left.length > 200 ? left[0] : bestOf(left, (each) => likeness(file, each, predict));
      if (!to) continue;
      pairs.push({ file, to });
      left.splice(left.indexOf(to), 1);
    }
  }
  return { pairs, olds: unpaired, news: left };
}

function tiers(predict: Predict): readonly Tier[] {
  const names: Omit<Tier, 'isByteIdentical'>[] = [
    { oldKey: (file) => predict(file.path), newKey: (file) => file.path },
    ...[4, 3, 2, 1].map((count) => ({
      oldKey: (file: CataloguedFile) => lastSegments(file.path, count),
      newKey: (file: ReadFile) => lastSegments(file.path, count),
    })),
  ];
  return [
    { isByteIdentical: false, oldKey: (file) => collisionKey(file.path), newKey: (file) => collisionKey(file.path) },
    ...names.map((tier) => ({ ...tier, isByteIdentical: true })),
    { isByteIdentical: true, oldKey: () => '', newKey: () => '' },
    ...names.map((tier) => ({ ...tier, isByteIdentical: false })),
  ];
}

function pairUnique(tier: Tier, left: { readonly olds: Set<CataloguedFile>; readonly news: Set<ReadFile> }): Pair[] {
  const checksums = new Set([...left.news].map((file) => file.identity.checksum));
  const newsByKey = Map.groupBy(left.news, (file) => withBytes(tier, tier.newKey(file), file.identity.checksum));
  const oldsByKey = Map.groupBy(left.olds, (file) => {
    const key = tier.oldKey(file);
    return key === null ? null : withBytes(tier, key, file.checksum);
  });
  const pairs: Pair[] = [];
  for (const [key, [file, ...otherOlds]] of oldsByKey) {
    const [to, ...otherNews] = (key !== null && newsByKey.get(key)) || [];
    if (!file || !to || otherOlds.length > 0 || otherNews.length > 0) continue;
    // A name never wins over the same bytes elsewhere.
    if (!tier.isByteIdentical && file.checksum !== to.identity.checksum && checksums.has(file.checksum)) continue;
    pairs.push({ file, to });
    left.olds.delete(file);
    left.news.delete(to);
  }
  return pairs;
}

const withBytes = (tier: Tier, key: string, checksum: string): string => (tier.isByteIdentical ? `${checksum}/${key}` : key);

function lastSegments(path: string, count: number): string {
  let at = path.length;
  for (let found = 0; found < count && at > 0; found++) at = path.lastIndexOf('/', at - 1);
  return at <= 0 ? path : path.slice(at + 1);
}

function likeness(file: CataloguedFile, to: ReadFile, predict: Predict): number {
  return (
    (file.checksum === to.identity.checksum ? 8 : 0) +
    (collisionKey(file.path) === collisionKey(to.path) ? 4 : 0) +
    (predict(file.path) === to.path ? 2 : 0) +
    (baseName(file.path) === baseName(to.path) ? 1 : 0)
  );
}

/** The first of the best, so that the answer does not depend on more than the order of the input. */
function bestOf<T>(items: readonly T[], score: (item: T) => number): T {
  return items.reduce((best, item) => (score(item) > score(best) ? item : best));
}
