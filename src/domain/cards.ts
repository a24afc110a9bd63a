/** Which of the disks at hand are cards of cameras: removable, with a DCIM folder, and no storage of ours. Pure. */

/** A place where a disk may hang. */
export interface Medium {
  readonly path: string;
  readonly name: string;
  /** A disk hangs there now; a left-over folder is none. */
  readonly isMounted: boolean;
  /** Its folders, as they are spelled. */
  readonly folders: readonly string[];
  /** It is a storage, or holds one at its top: photos there are looked after already. */
  readonly isStorage: boolean;
}

export interface Card {
  readonly path: string;
  readonly name: string;
  /** Its folder of photos, by the rule for camera file systems; cameras write capitals, FAT does not care. */
  readonly dcim: string;
}

/** @returns cards by path */
export function cardsOn(media: readonly Medium[]): Card[] {
  const cards = media.flatMap(({ path, name, isMounted, folders, isStorage }): Card[] => {
    const dcim = folders.find((folder) => folder.toUpperCase() === 'DCIM');
    return isMounted && !isStorage && dcim !== undefined ? [{ path, name, dcim }] : [];
  });
  return cards.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Those that were not there before: a card that went and came back is new again. */
export function arrivedCards(before: readonly Card[], now: readonly Card[]): Card[] {
  return now.filter(({ path, name }) => !before.some((card) => card.path === path && card.name === name));
}
