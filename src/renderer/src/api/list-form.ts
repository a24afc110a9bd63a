/** The form of a list: its groups and the aspect ratios of its photos, of which a grid makes its rows. Pure. */
import type { PhotoGroup } from '#contract/photo.ts';

export interface ListForm {
  readonly groups: readonly PhotoGroup[];
  readonly ratios: Float32Array;
}

/** The form a list has now, as the very objects of before where nothing is different: a star lays out no million photos again. */
export function keptForm(before: ListForm, now: ListForm): ListForm {
  return {
    groups: isAlike(before.groups, now.groups, isSameGroup) ? before.groups : now.groups,
    ratios: isAlike(before.ratios, now.ratios, Object.is) ? before.ratios : now.ratios,
  };
}

function isAlike<T>(before: ArrayLike<T>, now: ArrayLike<T>, isSame: (a: T, b: T) => boolean): boolean {
  if (before.length !== now.length) return false;
  for (let at = 0; at < now.length; at++) if (!isSame(before[at] as T, now[at] as T)) return false;
  return true;
}

const isSameGroup = (a: PhotoGroup, b: PhotoGroup): boolean =>
  a.key === b.key && a.count === b.count && a.label === b.label && a.kind === b.kind;
