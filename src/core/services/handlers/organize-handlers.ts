import type { organizeProcedures } from '#contract/procedures-organize.ts';
import type { CoreHandlers } from '#contract/procedures.ts';
import type { Context } from '../context.ts';
import { addToAlbum, createAlbum, listAlbums, removeAlbum, removeFromAlbum, renameAlbum, showAlbum } from '../organize/albums.ts';
import { listCustomFields, listCustomValues } from '../organize/custom-names.ts';
import { photoIdsOf } from '../organize/find-photos.ts';
import { summarize } from '../organize/photo-summary.ts';
import { stackBursts, suggestBursts } from '../organize/bursts.ts';
import { listEdits } from '../organize/edit-log.ts';
import { redoEdit, undoEdit } from '../organize/edit-undo.ts';
import { listAuthors, listTags, removeTag, renameTag } from '../organize/names.ts';
import { editPhotos } from '../organize/photo-edit.ts';
import { listSearches, removeSearch, saveSearch } from '../organize/saved-searches.ts';
import { createStack, listStacks, removeStack } from '../organize/stacks.ts';
import { writingOnly } from './writing-only.ts';

export function organizeHandlers(context: Context): Pick<CoreHandlers, keyof typeof organizeProcedures> {
  const { catalog } = context;
  const [screen, counts] = [catalog.on('screen'), catalog.on('counts')];
  const writing = writingOnly(context);
  return {
    'photo.edit': writing(async ({ change, ...photos }) => editPhotos(context, await photoIdsOf(context, photos), change)),
    'photo.summary': async (photos) => summarize(counts, await photoIdsOf(context, photos)),
    'edit.list': async () => ({ entries: await listEdits(screen) }),
    'edit.undo': writing(({ id }) => undoEdit(context, id)),
    'edit.redo': writing(({ id }) => redoEdit(context, id)),
    'tag.list': async () => ({ tags: await listTags(counts) }),
    'tag.rename': writing(({ name, to }) => renameTag(context, name, to)),
    'tag.remove': writing(({ name }) => removeTag(context, name)),
    'custom.list': async () => ({ fields: await listCustomFields(counts) }),
    'custom.values': async ({ name }) => ({ values: await listCustomValues(counts, name) }),
    'album.list': async () => ({ albums: await listAlbums(screen) }),
    'album.show': ({ album }) => showAlbum(screen, album),
    'album.create': writing(({ name }) => createAlbum(context, name)),
    'album.rename': writing(({ album, name }) => renameAlbum(context, album, name)),
    'album.remove': writing(({ album }) => removeAlbum(context, album)),
    'album.addPhotos': writing(async ({ album, position, ...photos }) =>
      addToAlbum(context, album, await photoIdsOf(context, photos), position),
    ),
    'album.removePhotos': writing(async ({ album, ...photos }) => removeFromAlbum(context, album, await photoIdsOf(context, photos))),
    'author.list': async () => ({ authors: await listAuthors(counts) }),
    'stack.list': async () => ({ stacks: await listStacks(counts) }),
    'stack.create': writing(async (photos) => createStack(context, await photoIdsOf(context, photos))),
    'stack.bursts': async ({ dry_run, ...photos }) => {
      const ids = await photoIdsOf(context, photos);
      return { stacks: dry_run ? await suggestBursts(counts, ids) : await writing(() => stackBursts(context, ids))({}) };
    },
    'stack.remove': writing(({ uuid }) => removeStack(context, uuid)),
    'savedSearch.list': async () => ({ searches: await listSearches(screen) }),
    'savedSearch.save': writing((search) => saveSearch(context, search)),
    'savedSearch.remove': writing(({ uuid }) => removeSearch(context, uuid)),
  };
}
