/** Ratings, tags, albums and the rest of what people say, kept in memory, with undo. */
import type { PhotoChange } from '#contract/organize.ts';
import type { PhotoTile } from '#contract/photo.ts';
import type { EventName } from '#contract/events.ts';
import { explainPhoto, whyTexts } from '#domain/explain-photo.ts';
import { titleOfChange } from '#domain/organize/photo-change.ts';
import { hothashOf, indexOf } from './synthetic.ts';

interface Said {
  rating: number;
  flag: 'pick' | 'reject' | 'none';
  color: string | null;
  title: string;
  caption: string;
  author: string | null;
  tags: string[];
  custom: { name: string; value: string }[];
  taken_at?: string | null;
}
/** As the core would explain it. */
const reasonsOf = ({ rating, tags }: Said) =>
  explainPhoto({
    takenAtSource: 'exif',
    offset: '+02:00',
    given: [...(rating > 0 ? ['rating'] : []), ...(tags.length > 0 ? ['tags'] : [])],
    userFields: ['rating'],
    sidecarFields: ['tags'],
    files: [],
    stack: null,
    hasFormerVersion: false,
    done: [
      {
        kind: 'moved',
        path: 'DCIM/100CANON/IMG_0004.JPG',
        reason: 'photos/tmp/IMG_0004.JPG is gone and the same bytes stand at DCIM/100CANON/IMG_0004.JPG.',
        at: '2026-06-22T09:00:00.000Z',
      },
    ],
  }).map((reason) => ({ ...reason, sentence: whyTexts[reason.kind](reason, '') }));

interface Photos {
  readonly hothashes?: readonly string[];
  readonly places?: { readonly view_id: string; readonly ranges: readonly (readonly [number, number])[] };
}
interface FakeAlbum {
  uuid: string;
  name: string;
  created_at: string;
  photos: number[];
}

const uuid = (n: number): string => `33333333-3333-4333-8333-${String(n).padStart(12, '0')}`;
const createdAt = '2026-06-20T18:22:31.000Z';

/** @param photoAt which photo stands at a place of an open list */
export function createOrganize(emit: (name: EventName, payload: unknown) => void, photoAt: (viewId: string, place: number) => number) {
  const said = new Map<number, Said>();
  const edits: {
    id: number;
    title: string;
    photo_count: number;
    created_at: string;
    undone_at: string | null;
    undo: () => void;
    redo: () => void;
  }[] = [];
  let albums: FakeAlbum[] = [
    { uuid: uuid(1), name: 'Best of 2026', created_at: createdAt, photos: [3, 8, 1, 12, 25] },
    { uuid: uuid(2), name: 'Prints', created_at: createdAt, photos: [40, 41] },
  ];
  let searches = [{ uuid: uuid(11), name: 'Midnight sun', query: 'midnight' }];
  let made = 20;

  const of = (index: number): Said =>
    said.get(index) ?? {
      rating: index % 5 === 1 ? (index % 4) + 2 : 0,
      flag: index % 9 === 3 ? 'pick' : index % 31 === 8 ? 'reject' : 'none',
      color: index % 13 === 5 ? (['red', 'yellow', 'green', 'blue', 'purple'][index % 5] ?? null) : null,
      title: '',
      caption: '',
      author: 'Ada',
      tags: index % 2 === 0 ? ['Lofoten', 'sea'] : ['Lofoten'],
      custom: [],
    };
  const indexes = ({ hothashes, places }: Photos): number[] =>
    hothashes?.map(indexOf) ??
    (places?.ranges ?? []).flatMap(([start, end]) =>
      Array.from({ length: end - start }, (_, n) => photoAt(places?.view_id ?? '', start + n)),
    );
  const log = (title: string, photo_count: number, redo: () => void, undo: () => void) => {
    redo();
    const entry = { id: edits.length + 1, title, photo_count, created_at: createdAt, undone_at: null, undo, redo };
    edits.push(entry);
    tell();
    return shown(entry);
  };
  const shown = ({ undo: _undo, redo: _redo, ...entry }: (typeof edits)[number]) => entry;
  const tell = (): void => {
    emit('photos.changed', { reason: 'edit', session_id: null });
    emit('organize.changed', {});
  };
  const changed = (index: number, change: PhotoChange): Said => {
    const { add_tags: added = [], remove_tags: removed = [], shift_taken_at_s: _shift, set_custom: set = [], ...rest } = change;
    const { remove_custom: gone = [], ...fields } = rest;
    const patched = new Set([...gone, ...set.map(({ name }) => name)]);
    const now = of(index);
    return {
      ...now,
      ...(fields as Partial<Said>),
      custom: [...now.custom.filter(({ name }) => !patched.has(name)), ...set],
      tags: [...new Set([...now.tags, ...added])].filter((tag) => !removed.includes(tag)).toSorted(),
    };
  };
  const edit = (photos: number[], change: PhotoChange) => {
    const before = photos.map((index) => [index, of(index)] as const);
    return log(
      titleOfChange(change, photos.length),
      photos.length,
      () => photos.forEach((index) => said.set(index, changed(index, change))),
      () => before.forEach(([index, was]) => said.set(index, was)),
    );
  };
  const step = (entry: (typeof edits)[number] | undefined, undone: boolean) => {
    if (entry == null) throw Object.assign(new Error(`There is nothing to ${undone ? 'undo' : 'redo'}.`), { code: 'nothing-to-undo' });
    if (undone) entry.undo();
    else entry.redo();
    entry.undone_at = undone ? createdAt : null;
    tell();
    return shown(entry);
  };
  const shared = <T>(values: readonly T[]): object =>
    values.some((value) => value !== values[0]) ? { mixed: true } : { mixed: false, value: values[0] };
  const counts = (names: readonly string[]): { name: string; photos: number }[] =>
    [...Map.groupBy(names, (name) => name)]
      .map(([name, all]) => ({ name, photos: all.length }))
      .toSorted((a, b) => a.name.localeCompare(b.name));
  const albumDto = ({ photos, ...album }: FakeAlbum) => ({
    ...album,
    photo_count: photos.length,
    cover: photos.slice(0, 4).map(hothashOf),
  });
  const find = (reference: string): FakeAlbum => {
    const album = albums.find((each) => each.uuid === reference || each.name === reference);
    if (album == null) throw Object.assign(new Error('There is no such album.'), { code: 'album-not-found' });
    return album;
  };
  /** Any change of the albums, with undo. */
  const rearrange = (title: string, next: FakeAlbum[]): void => {
    const before = albums;
    log(
      title,
      0,
      () => (albums = next),
      () => (albums = before),
    );
  };
  const replace = (album: FakeAlbum, patch: Partial<FakeAlbum>, title: string): object => {
    rearrange(
      title,
      albums.map((each) => (each.uuid === album.uuid ? { ...album, ...patch } : each)),
    );
    return albumDto({ ...album, ...patch });
  };
  const customs = (pick: (field: { name: string; value: string }) => string | null): [string, number][] =>
    counts([...said.values()].flatMap(({ custom }) => custom.map(pick).filter((each) => each != null))).map(({ name, photos }) => [
      name,
      photos,
    ]);
  const taggedWith = (name: string): number[] => Array.from({ length: 40 }, (_, n) => n).filter((index) => of(index).tags.includes(name));

  return {
    /** What was said of a photo, for its tile. */
    onTile: (tile: PhotoTile): PhotoTile => {
      const { rating, flag, color } = of(indexOf(tile.hothash));
      return { ...tile, rating, flag, color };
    },
    detail: of,
    album: (reference: string): number[] => find(reference).photos,
    answers: {
      'photo.edit': ({ change, ...photos }: Photos & { change: PhotoChange }) => edit(indexes(photos), change),
      'photo.summary': (photos: Photos) => {
        const all = indexes(photos).slice(0, 2000).map(of);
        return {
          count: indexes(photos).length,
          rating: shared(all.map(({ rating }) => rating)),
          flag: shared(all.map(({ flag }) => flag)),
          color: shared(all.map(({ color }) => color)),
          title: shared(all.map(({ title }) => title)),
          caption: shared(all.map(({ caption }) => caption)),
          author: shared(all.map(({ author }) => author)),
          tags: counts(all.flatMap(({ tags }) => tags)),
          custom: [
            ...Map.groupBy(
              all.flatMap(({ custom }) => custom),
              ({ name }) => name,
            ),
          ].map(([name, fields]) => ({
            name,
            photos: fields.length,
            value: shared(fields.map(({ value }) => value)),
          })),
          taken_at_offset: { mixed: false, value: '+02:00' },
          taken_from: '2026-06-14T11:02:00.000',
          taken_to: '2026-06-28T17:40:00.000',
          undated: 0,
          cameras: [{ name: 'Canon EOS R6', photos: all.length }],
        };
      },
      'photo.history': () => ({
        entries: [
          ...edits
            .toReversed()
            .map(({ title, undone_at }) => ({ at: createdAt, kind: 'edit', what: title, why: '', undone: undone_at != null })),
          {
            at: '2026-06-22T09:00:00.000Z',
            kind: 'automatic',
            what: 'moved',
            why: 'photos/tmp/IMG_0004.JPG is gone and the same bytes stand at DCIM/100CANON/IMG_0004.JPG.',
            undone: false,
          },
          { at: createdAt, kind: 'import', what: 'Lofoten in June', why: '', undone: false },
        ],
      }),
      'photo.metadata': () => ({
        path: '/mnt/photos/imalink_20241018_143052_a1b2c3d4/photos/2026/06/IMG_0001.JPG',
        groups: [
          {
            name: 'EXIF',
            tags: [
              { name: 'Make', value: 'Canon' },
              { name: 'Model', value: 'Canon EOS R6' },
              { name: 'ExposureProgram', value: 'Aperture priority' },
              { name: 'LensModel', value: 'RF35mm F1.8 MACRO IS STM' },
            ],
          },
          { name: 'GPS', tags: [{ name: 'GPSImgDirection', value: '214.3' }] },
          { name: 'XMP', tags: [{ name: 'crs:Temperature', value: '5350' }] },
        ],
      }),
      'photo.why': ({ hothash }: { hothash: string }) => ({ reasons: reasonsOf(of(indexOf(hothash))) }),
      'edit.list': () => ({ entries: edits.toReversed().map(shown) }),
      'edit.undo': ({ id }: { id?: number }) =>
        step(
          edits.findLast((entry) => (id == null || entry.id === id) && entry.undone_at == null),
          true,
        ),
      'edit.redo': ({ id }: { id?: number }) =>
        step(
          edits.find((entry) => (id == null || entry.id === id) && entry.undone_at != null),
          false,
        ),
      'tag.list': () => ({
        tags: counts(Array.from({ length: 40 }, (_, index) => of(index).tags).flat()),
      }),
      'tag.rename': ({ name, to }: { name: string; to: string }) => edit(taggedWith(name), { add_tags: [to], remove_tags: [name] }),
      'tag.remove': ({ name }: { name: string }) => edit(taggedWith(name), { remove_tags: [name] }),
      'custom.list': () => ({ fields: customs(({ name }) => name).map(([name, photos]) => ({ name, photos })) }),
      'custom.values': ({ name: asked }: { name: string }) => ({
        values: customs(({ name, value }) => (name === asked ? value : null)).map(([value, photos]) => ({ value, photos })),
      }),
      'author.list': () => ({ authors: [{ uuid: uuid(9), name: 'Ada', photos: 1200 }] }),
      'album.list': () => ({ albums: albums.map(albumDto).toSorted((a, b) => a.name.localeCompare(b.name)) }),
      'album.show': ({ album }: { album: string }) => ({ ...albumDto(find(album)), hothashes: find(album).photos.map(hothashOf) }),
      'album.create': ({ name }: { name: string }) => {
        const album = { uuid: uuid(made++), name, created_at: createdAt, photos: [] };
        rearrange(`New album ${name}`, [...albums, album]);
        return albumDto(album);
      },
      'album.rename': ({ album, name }: { album: string; name: string }) => replace(find(album), { name }, `Album ${name}`),
      'album.remove': ({ album }: { album: string }) => {
        const gone = find(album);
        rearrange(
          `Remove album ${gone.name}`,
          albums.filter((each) => each !== gone),
        );
        return {};
      },
      'album.addPhotos': ({ album, position, ...photos }: Photos & { album: string; position?: number }) => {
        const all = indexes(photos);
        const { photos: now } = find(album);
        const next =
          position == null
            ? [...now, ...all.filter((index) => !now.includes(index))]
            : [
                ...now.slice(0, position).filter((index) => !all.includes(index)),
                ...all,
                ...now.slice(position).filter((index) => !all.includes(index)),
              ];
        return replace(find(album), { photos: next }, 'Album order');
      },
      'album.removePhotos': ({ album, ...photos }: Photos & { album: string }) => {
        const gone = new Set(indexes(photos));
        return replace(find(album), { photos: find(album).photos.filter((index) => !gone.has(index)) }, 'Remove from album');
      },
      'savedSearch.list': () => ({ searches }),
      'savedSearch.save': (search: { uuid?: string; name: string; query: string }) => {
        const saved = { ...search, uuid: search.uuid ?? uuid(made++) };
        searches = [...searches.filter((each) => each.uuid !== saved.uuid), saved];
        emit('organize.changed', {});
        return saved;
      },
      'savedSearch.remove': ({ uuid: gone }: { uuid: string }) => {
        searches = searches.filter((each) => each.uuid !== gone);
        emit('organize.changed', {});
        return {};
      },
      'stack.bursts': () => ({ stacks: [[0, 1, 2].map(hothashOf), [5, 6, 7, 8].map(hothashOf)] }),
      'stack.list': () => ({ stacks: [] }),
    },
  };
}
