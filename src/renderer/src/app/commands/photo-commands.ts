/** Commands that change the photos at hand: the one in the viewer, else the selection. */
import type { PhotoChange } from '#contract/organize.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { copyPath, showInFolder } from '#renderer/api/photo-files.ts';
import { useSystem } from '#renderer/api/stores.ts';
import { editPhotos, redo, undo } from '#renderer/features/organize/edit-photos.ts';
import { labels } from '#renderer/ui/labels.ts';
import { toast } from '#renderer/ui/toasts.ts';
import type { CommandContext, Entry } from './context.ts';

const hasTarget = ({ photos }: CommandContext): boolean => photos != null;

const edit = (id: string, title: string, key: string | null, change: PhotoChange): Entry => ({
  id,
  title,
  group: 'Rate and label',
  keys: key == null ? [] : [key],
  when: hasTarget,
  run: ({ photos }) => photos != null && void editPhotos(photos, change),
});

const stars = (rating: number): Entry =>
  edit(`rate.${rating}`, rating === 0 ? 'No rating' : `${rating} ${rating === 1 ? 'star' : 'stars'}`, String(rating), { rating });

/** A label that the first photo has already is taken away. */
const label = ({ color, title, key }: (typeof labels)[number]): Entry => ({
  ...edit(`label.${color}`, `${title} label`, key, { color }),
  run: ({ photos }) => {
    if (photos == null) return;
    const has = photos.list.tile(photos.ranges[0]?.start ?? -1)?.color === color;
    void editPhotos(photos, { color: has ? null : color });
  },
});

export const photoCommands: readonly Entry[] = [
  ...[1, 2, 3, 4, 5, 0].map(stars),
  edit('flag.pick', 'Pick', 'P', { flag: 'pick' }),
  edit('flag.reject', 'Reject', 'X', { flag: 'reject' }),
  edit('flag.none', 'No flag', 'U', { flag: 'none' }),
  ...labels.map(label),
  edit('label.none', 'No label', null, { color: null }),
];

/** About the file of one photo: the first that is meant. */
const withPhoto = (work: (hothash: string) => Promise<unknown>, done: string | null, failed: string): Entry['run'] => {
  return ({ photos }) => {
    const hothash = photos?.list.tile(photos.ranges[0]?.start ?? -1)?.hothash;
    if (hothash == null) return;
    work(hothash).then(
      () => done != null && toast({ title: done }),
      (thrown: unknown) => toast({ title: failed, description: errorWords(thrown), tone: 'bad' }),
    );
  };
};

export const fileCommands: readonly Entry[] = [
  {
    id: 'photo.show-in-folder',
    title: 'Show in folder',
    group: 'Photos',
    keys: ['Ctrl+Shift+R'],
    when: (context) => hasTarget(context) && (useSystem.getState().value?.can.show_in_folder ?? false),
    run: withPhoto(showInFolder, null, 'The folder could not be shown'),
  },
  {
    id: 'photo.copy-path',
    title: 'Copy path',
    group: 'Photos',
    keys: ['Ctrl+Shift+C'],
    when: hasTarget,
    run: withPhoto(copyPath, 'Path copied', 'The path could not be copied'),
  },
];

export const undoCommands: readonly Entry[] = [
  { id: 'undo', title: 'Undo the last change', group: 'Edit', keys: ['Ctrl+Z'], when: () => true, run: () => void undo() },
  {
    id: 'redo',
    title: 'Redo what was undone',
    group: 'Edit',
    keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
    when: () => true,
    run: () => void redo(),
  },
];
