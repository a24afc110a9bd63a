/** Pairing by hand: which files are gone, what each may be now, and what follows from the answers. Pure. */
import type { Decision } from '#contract/resolve.ts';
import type { Conflict } from '#contract/scan.ts';
import { readFacts } from './facts.ts';

/** A file that is not where it was. */
export interface Lost {
  readonly key: string;
  readonly path: string;
  readonly hothash: string | null;
}

/** A new file that one of them may be now. */
export interface Candidate {
  readonly path: string;
  readonly hothash: string | null;
}

export interface Pairing {
  readonly lost: readonly Lost[];
  readonly candidates: readonly Candidate[];
  /** Path by key of what is lost: what the scan thought likeliest. */
  readonly suggested: ReadonlyMap<string, string>;
  /** All show one picture, so that only paths tell them apart; else a person sees which became which. */
  readonly isOnePicture: boolean;
}

/** New files beside which a missing one may be looked for. */
const isNew = ({ kind, status, facts }: Conflict): boolean =>
  kind === 'untracked' && (status === 'open' || status === 'later') && facts['forgotten'] !== true;

/** Can a person say what became of it? */
export function canPair(conflict: Conflict, all: readonly Conflict[]): boolean {
  if (conflict.id == null || (conflict.status !== 'open' && conflict.status !== 'later')) return false;
  if (conflict.kind === 'ambiguous_move') return readFacts(conflict).gone.length > 0;
  return (
    conflict.kind === 'missing' && readFacts(conflict).contentAt == null && all.some((each) => isNew(each) && isBeside(each, conflict))
  );
}

const isBeside = (a: Conflict, b: Conflict): boolean => a.storage_uuid === b.storage_uuid;

/** What is to be paired: one question about several files of one picture, or missing files with new ones of their storage. */
export function pairingOf(conflicts: readonly Conflict[], all: readonly Conflict[]): Pairing {
  const [first] = conflicts;
  if (first?.kind === 'ambiguous_move') {
    const { gone, candidates, pairs, hothash } = readFacts(first);
    return {
      lost: gone.map(({ fileId, path }) => ({ key: String(fileId), path, hothash })),
      candidates: candidates.map((path) => ({ path, hothash })),
      suggested: new Map(pairs.map(({ fileId, path }) => [String(fileId), path])),
      isOnePicture: true,
    };
  }
  const missing = conflicts.filter((conflict) => canPair(conflict, all));
  const news = all.filter((each) => isNew(each) && missing.some((conflict) => isBeside(each, conflict)));
  const byFile = new Map(missing.map((conflict) => [conflict.facts['file_id'], String(conflict.id)]));
  const suggested = news.flatMap((each): [string, string][] => {
    const key = byFile.get((each.facts['similar_to'] as { file_id?: unknown } | null | undefined)?.file_id);
    return key == null ? [] : [[key, each.path]];
  });
  return {
    lost: missing.map((conflict) => ({ key: String(conflict.id), path: conflict.path, hothash: readFacts(conflict).hothash })),
    candidates: news.map((each) => ({ path: each.path, hothash: readFacts(each).hothash })),
    suggested: new Map(suggested),
    isOnePicture: false,
  };
}

/** @param chosen path by key of what is lost */
export function decisionsOf(conflicts: readonly Conflict[], chosen: ReadonlyMap<string, string>): Decision[] {
  const [first] = conflicts;
  if (first?.kind === 'ambiguous_move')
    return first.id == null || chosen.size === 0
      ? []
      : [{ id: first.id, as: 'pair_by_names', pairs: [...chosen].map(([key, path]) => ({ file_id: Number(key), path })) }];
  return [...chosen].map(([key, path]) => ({ id: Number(key), as: 'new_version', path }));
}
