const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Items that hold what was typed, whatever the case and the accents; those that begin with it first. Pure. */
export function matching(items: readonly string[], typed: string): string[] {
  const wanted = plain(typed.trim());
  const ranked = items.map((item) => ({ item, at: plain(item).indexOf(wanted) })).filter(({ at }) => at >= 0);
  return ranked.toSorted((left, right) => Number(left.at > 0) - Number(right.at > 0)).map(({ item }) => item);
}
