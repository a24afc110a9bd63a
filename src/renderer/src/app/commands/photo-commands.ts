/** Commands that change the photos at hand: the one in the viewer, else the selection. */
import type { PhotoChange } from '#contract/organize.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { copyPath, showInFolder } from '#renderer/api/photo-files.ts';
import { useSystem } from '#renderer/api/stores.ts';
import { editPhotos, redo, undo } from '#renderer/features/organize/edit-photos.ts';
import { t } from '#renderer/i18n/t.ts';
import { labels } from '#renderer/ui/labels.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { showFolderOf } from '../show-folder.ts';
import type { CommandContext, Entry } from './context.ts';

const hasTarget = ({ photos }: CommandContext): boolean => photos != null;

const edit = (id: string, title: () => string, key: string | null, change: PhotoChange): Entry => ({
  id,
  title,
  group: () => t.commands.rateGroup,
  keys: key == null ? [] : [key],
  when: hasTarget,
  run: ({ photos }) => photos != null && void editPhotos(photos, change),
});

const stars = (rating: number): Entry =>
  edit(`rate.${rating}`, () => (rating === 0 ? t.commands.noRating : t.ui.stars(rating)), String(rating), { rating });

/** A label that the first photo has already is taken away. */
const label = ({ color, key }: (typeof labels)[number]): Entry => ({
  ...edit(`label.${color}`, () => t.ui.labels[color], key, { color }),
  run: ({ photos }) => {
    if (photos == null) return;
    const has = photos.list.tile(photos.ranges[0]?.start ?? -1)?.color === color;
    void editPhotos(photos, { color: has ? null : color });
  },
});

export const photoCommands: readonly Entry[] = [
  ...[1, 2, 3, 4, 5, 0].map(stars),
  edit('flag.pick', () => t.ui.pick, 'P', { flag: 'pick' }),
  edit('flag.reject', () => t.ui.reject, 'X', { flag: 'reject' }),
  edit('flag.none', () => t.commands.noFlag, 'U', { flag: 'none' }),
  ...labels.map(label),
  edit('label.none', () => t.commands.noLabel, null, { color: null }),
];

/** About the file of one photo: the first that is meant. */
const withPhoto = (work: (hothash: string) => Promise<unknown>, done: (() => string) | null, failed: () => string): Entry['run'] => {
  return ({ photos }) => {
    const hothash = photos?.list.tile(photos.ranges[0]?.start ?? -1)?.hothash;
    if (hothash == null) return;
    work(hothash).then(
      () => done != null && toast({ title: done() }),
      (thrown: unknown) => toast({ title: failed(), description: errorWords(thrown), tone: 'bad' }),
    );
  };
};

export const fileCommands: readonly Entry[] = [
  {
    id: 'photo.show-in-folder',
    title: () => t.commands.showInFolder,
    group: () => t.commands.photosGroup,
    keys: ['Ctrl+Shift+R'],
    when: (context) => hasTarget(context) && (useSystem.getState().value?.can.show_in_folder ?? false),
    run: withPhoto(showInFolder, null, () => t.commands.folderNotShown),
  },
  {
    id: 'photo.folder',
    title: () => t.folders.showFolder,
    group: () => t.commands.photosGroup,
    keys: ['Ctrl+Shift+F'],
    when: hasTarget,
    run: withPhoto(showFolderOf, null, () => t.folders.notShown),
  },
  {
    id: 'photo.copy-path',
    title: () => t.commands.copyPath,
    group: () => t.commands.photosGroup,
    keys: ['Ctrl+Shift+C'],
    when: hasTarget,
    run: withPhoto(
      copyPath,
      () => t.commands.pathCopied,
      () => t.commands.pathNotCopied,
    ),
  },
];

export const undoCommands: readonly Entry[] = [
  {
    id: 'undo',
    title: () => t.commands.undo,
    group: () => t.commands.editGroup,
    keys: ['Ctrl+Z'],
    when: () => true,
    run: () => void undo(),
  },
  {
    id: 'redo',
    title: () => t.commands.redo,
    group: () => t.commands.editGroup,
    keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
    when: () => true,
    run: () => void redo(),
  },
];
