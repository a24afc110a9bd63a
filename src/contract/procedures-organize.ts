/** The procedures about what people say of their photos: ratings, tags, captions, albums, stacks, authors, saved searches. */
import { z } from 'zod';
import { HothashSchema, Uuid } from './ids.ts';
import { Album, AlbumDetail, Author, CustomName, EditEntry, PhotoChange, PhotoSummary, SavedSearch, Stack } from './organize.ts';
import { Places } from './photo.ts';
import { nothing, procedure } from './procedure.ts';

/** Which photos: named one by one, or by their places in an open list. One of both. */
const photos = { hothashes: z.array(HothashSchema).min(1).max(100_000).optional(), places: Places.optional() };
const albumRef = z.string().min(1).max(200);

export const organizeProcedures = {
  'photo.edit': procedure({
    input: z.object({ ...photos, change: PhotoChange }),
    output: EditEntry,
    http: 'POST /photos/edit',
    summary: 'Rate, flag, colour, tag, title, caption, credit photos, correct their time, or set custom fields',
  }),
  'photo.summary': procedure({
    input: z.object(photos),
    output: PhotoSummary,
    http: 'POST /photos/summary',
    summary: 'What people said of several photos: the values they share, and where they differ',
  }),
  'edit.list': procedure({
    input: nothing,
    output: z.object({ entries: z.array(EditEntry) }),
    http: 'GET /edits',
    summary: 'Edits that can be undone, newest first',
  }),
  'edit.undo': procedure({
    input: z.object({ id: z.int().positive().optional() }),
    output: EditEntry,
    http: 'POST /edits/undo',
    summary: 'Undo an edit, or the newest',
  }),
  'edit.redo': procedure({
    input: z.object({ id: z.int().positive().optional() }),
    output: EditEntry,
    http: 'POST /edits/redo',
    summary: 'Redo an undone edit, or the last',
  }),
  'tag.list': procedure({
    input: nothing,
    output: z.object({ tags: z.array(z.object({ name: z.string(), photos: z.int() })) }),
    http: 'GET /tags',
    summary: 'All tags with their counts',
  }),
  'tag.rename': procedure({
    input: z.object({ name: z.string().min(1).max(200), to: z.string().trim().min(1).max(200) }),
    output: EditEntry,
    http: 'PATCH /tags/{name}',
    summary: 'Call a tag by another name, or let another tag take its photos',
  }),
  'tag.remove': procedure({
    input: z.object({ name: z.string().min(1).max(200) }),
    output: EditEntry,
    http: 'DELETE /tags/{name}',
    summary: 'Take a tag from all its photos',
  }),
  'custom.list': procedure({
    input: nothing,
    output: z.object({ fields: z.array(z.object({ name: z.string(), photos: z.int() })) }),
    http: 'GET /custom-fields',
    summary: 'Names of all custom fields with their counts',
  }),
  'custom.values': procedure({
    input: z.object({ name: CustomName }),
    output: z.object({ values: z.array(z.object({ value: z.string(), photos: z.int() })) }),
    http: 'GET /custom-fields/{name}',
    summary: 'The values of a custom field, the most frequent first; at most 500',
  }),
  'album.list': procedure({ input: nothing, output: z.object({ albums: z.array(Album) }), http: 'GET /albums', summary: 'All albums' }),
  'album.show': procedure({
    input: z.object({ album: albumRef }),
    output: AlbumDetail,
    http: 'GET /albums/{album}',
    summary: 'One album with its photos in order',
  }),
  'album.create': procedure({
    input: z.object({ name: z.string().min(1).max(200) }),
    output: Album,
    http: 'POST /albums',
    summary: 'Create an album',
  }),
  'album.rename': procedure({
    input: z.object({ album: albumRef, name: z.string().min(1).max(200) }),
    output: Album,
    http: 'PATCH /albums/{album}',
    summary: 'Rename an album',
  }),
  'album.remove': procedure({
    input: z.object({ album: albumRef }),
    output: nothing,
    http: 'DELETE /albums/{album}',
    summary: 'Remove an album; its photos stay',
  }),
  'album.addPhotos': procedure({
    input: z.object({ album: albumRef, ...photos, position: z.int().min(0).optional() }),
    output: Album,
    http: 'POST /albums/{album}/photos',
    summary: 'Put photos into an album, or move them to a position in it',
  }),
  'album.removePhotos': procedure({
    input: z.object({ album: albumRef, ...photos }),
    output: Album,
    http: 'POST /albums/{album}/photos/remove',
    summary: 'Take photos out of an album',
  }),
  'author.list': procedure({
    input: nothing,
    output: z.object({ authors: z.array(Author) }),
    http: 'GET /authors',
    summary: 'All authors',
  }),
  'stack.list': procedure({ input: nothing, output: z.object({ stacks: z.array(Stack) }), http: 'GET /stacks', summary: 'All stacks' }),
  'stack.create': procedure({
    input: z.object(photos),
    output: Stack,
    http: 'POST /stacks',
    summary: 'Stack photos; the first is on top',
  }),
  'stack.bursts': procedure({
    input: z.object({ ...photos, dry_run: z.boolean().default(false) }),
    output: z.object({ stacks: z.array(z.array(HothashSchema)) }),
    http: 'POST /stacks/bursts',
    summary: 'Stack the bursts among photos, as one edit; dry_run only suggests them',
  }),
  'stack.remove': procedure({ input: z.object({ uuid: Uuid }), output: nothing, http: 'DELETE /stacks/{uuid}', summary: 'Unstack photos' }),
  'savedSearch.list': procedure({
    input: nothing,
    output: z.object({ searches: z.array(SavedSearch) }),
    http: 'GET /saved-searches',
    summary: 'All saved searches',
  }),
  'savedSearch.save': procedure({
    input: z.object({ uuid: Uuid.optional(), name: z.string().min(1).max(200), query: z.string().min(1).max(500) }),
    output: SavedSearch,
    http: 'POST /saved-searches',
    summary: 'Save a search, or change a saved one',
  }),
  'savedSearch.remove': procedure({
    input: z.object({ uuid: Uuid }),
    output: nothing,
    http: 'DELETE /saved-searches/{uuid}',
    summary: 'Remove a saved search',
  }),
} as const;
