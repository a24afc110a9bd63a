/** Changing albums, saved searches and stacks from the window; every change says what it did and can be taken back. */
import type { Input, ProcedureName } from '#contract/procedures.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useAlbums } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { undo } from './edit-photos.ts';
import { inTurn } from './in-turn.ts';
import { openOrganize } from './organize-dialog.ts';
import { placesOf, type PhotoTarget } from './target.ts';

/** @throws what the core says, for the dialog that asked */
export async function createAlbum(name: string): Promise<{ readonly uuid: string; readonly name: string }> {
  const album = await api.call('album.create', { name });
  void useAlbums.getState().load();
  return album;
}

/** @throws what the core says, for the dialog that asked */
export async function renameAlbum(uuid: string, name: string): Promise<void> {
  await api.call('album.rename', { album: uuid, name });
}

/** An album goes, its photos stay. */
export const removeAlbum = (album: { readonly uuid: string; readonly name: string }): Promise<boolean> =>
  done('album.remove', { album: album.uuid }, t.organize.albumRemoved(album.name));

/** Puts photos into an album. */
export const addToAlbum = (album: { readonly uuid: string; readonly name: string }, target: PhotoTarget): Promise<boolean> =>
  done('album.addPhotos', { album: album.uuid, places: placesOf(target) }, t.organize.addedToAlbum(target.count, album.name));

/** Takes photos out of an album; they stay in the library. */
export const removeFromAlbum = (uuid: string, target: PhotoTarget): Promise<boolean> =>
  done('album.removePhotos', { album: uuid, places: placesOf(target) }, t.organize.takenOut(target.count));

/** Puts photos at a position of the album's order, counted before they are moved. */
export async function moveInAlbum(uuid: string, target: PhotoTarget, position: number): Promise<void> {
  try {
    await inTurn(() => api.call('album.addPhotos', { album: uuid, places: placesOf(target), position }));
  } catch (thrown) {
    failed(thrown);
  }
}

/** @throws what the core says, for the dialog that asked */
export async function saveSearch(search: Input<'savedSearch.save'>): Promise<void> {
  await api.call('savedSearch.save', search);
}

/** Forgets a saved search. */
export const removeSearch = (search: { readonly uuid: string; readonly name: string }): Promise<boolean> =>
  done('savedSearch.remove', { uuid: search.uuid }, t.organize.searchRemoved(search.name));

/** Stacks photos, the first on top. A closed stack among them comes whole. */
export async function stackPhotos(target: PhotoTarget): Promise<boolean> {
  const chosen = tilesOf(target);
  const { stacks } = await api.call('stack.list', {});
  const whole = new Map(stacks.map((stack) => [stack.uuid, stack.hothashes]));
  const hothashes = [
    ...new Set(chosen.flatMap((tile) => (tile.stack == null ? [tile.hothash] : (whole.get(tile.stack.uuid) ?? [tile.hothash])))),
  ];
  return done('stack.create', { hothashes }, t.organize.stacked(hothashes.length));
}

/** The bursts among photos; asked about before they are stacked. */
export async function suggestBursts(target: PhotoTarget): Promise<void> {
  try {
    const { stacks } = await api.call('stack.bursts', { places: placesOf(target), dry_run: true });
    if (stacks.length === 0)
      return toast({
        title: t.organize.noBurst,
        description: t.organize.whatBurstIs,
      });
    openOrganize({ kind: 'bursts', target, bursts: stacks });
  } catch (thrown) {
    failed(thrown);
  }
}

/** Makes a stack of every burst among the photos. */
export const stackBursts = (target: PhotoTarget, count: number): Promise<boolean> =>
  done('stack.bursts', { places: placesOf(target) }, t.organize.burstsStacked(count));

/** Takes the stacks of photos apart. */
export async function unstack(target: PhotoTarget): Promise<void> {
  for (const uuid of stacksOf(target)) await done('stack.remove', { uuid }, t.organize.unstacked);
}

/** Puts the first of the photos on top of its stack, which closes. */
export async function putOnTop(target: PhotoTarget): Promise<void> {
  const [tile] = tilesOf(target);
  const { stacks } = await api.call('stack.list', {});
  const stack = stacks.find((each) => each.uuid === tile?.stack?.uuid);
  if (tile == null || stack == null) return;
  const hothashes = [tile.hothash, ...stack.hothashes.filter((each) => each !== tile.hothash)];
  await done('stack.create', { hothashes }, t.organize.putOnTop);
}

/** Stacks that the photos are in. */
export const stacksOf = (target: PhotoTarget): string[] => [...new Set(tilesOf(target).flatMap((tile) => tile.stack?.uuid ?? []))];

/** More are in no stack. */
const mostStacked = 1000;

function tilesOf({ list, ranges }: PhotoTarget) {
  const tiles = [];
  for (const { start, end } of ranges)
    for (let index = start; index < end && tiles.length < mostStacked; index++) tiles.push(list.tile(index));
  return tiles.flatMap((tile) => tile ?? []);
}

async function done<K extends ProcedureName>(name: K, input: Input<K>, title: string): Promise<boolean> {
  try {
    const [edit] = await inTurn(async () => {
      await api.call(name, input);
      return (await api.call('edit.list', {})).entries;
    });
    toast({ name: 'edit', title, ...(edit == null ? {} : { action: { label: t.common.undo, run: () => void undo(edit.id) } }) });
    return true;
  } catch (thrown) {
    failed(thrown);
    return false;
  }
}

const failed = (thrown: unknown): void => toast({ title: t.organize.notMade, description: errorWords(thrown), tone: 'bad' });
