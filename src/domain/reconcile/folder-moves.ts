/** Learns from certain moves which folder became which, so that copies of one photo are told apart by their neighbours. */
import { baseName, dirName } from '../rel-path.ts';
import type { Pair, Predict } from './pair-moves.ts';

/** @returns where the majority of the neighbours went, for paths below a folder of which some file moved for certain */
export function learnFolderMoves(pairs: readonly Pair[]): Predict {
  const votes = new Map<string, Map<string, number>>();
  for (const { file, to } of pairs) voteFor(votes, file.path, to.path);
  const winners = new Map([...votes].map(([from, targets]) => [from, [...targets].reduce((a, b) => (b[1] > a[1] ? b : a))[0]]));
  return (path) => {
    let rest = baseName(path);
    for (let folder = dirName(path); ; folder = dirName(folder)) {
      const target = winners.get(folder);
      if (target !== undefined) return target === '' ? rest : `${target}/${rest}`;
      if (folder === '') return null;
      rest = `${baseName(folder)}/${rest}`;
    }
  };
}

/** `x/s/1.jpg` to `p/s/1.jpg` speaks for s's move and, because s kept its name, for x to p. */
function voteFor(votes: Map<string, Map<string, number>>, fromPath: string, toPath: string): void {
  let from = dirName(fromPath);
  let to = dirName(toPath);
  for (;;) {
    if (from === to) return;
    const targets = votes.get(from) ?? new Map<string, number>();
    votes.set(from, targets.set(to, (targets.get(to) ?? 0) + 1));
    if (from === '' || to === '' || baseName(from) !== baseName(to)) return;
    from = dirName(from);
    to = dirName(to);
  }
}
