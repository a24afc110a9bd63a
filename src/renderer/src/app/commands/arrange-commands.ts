/** Commands about albums, saved searches and tags. */
import { changeSettings } from '#renderer/api/settings-store.ts';
import { moveInAlbum, removeFromAlbum } from '#renderer/features/organize/arrange.ts';
import { openOrganize } from '#renderer/features/organize/organize-dialog.ts';
import { t } from '#renderer/i18n/t.ts';
import { useNavigation } from '../navigation.ts';
import { photoTarget } from '../shown-list.ts';
import type { CommandContext, Entry } from './context.ts';

const group = () => t.commands.albumsGroup;
const hasPhotos = ({ photos }: CommandContext): boolean => photos != null;
const albumOf = ({ view }: CommandContext): string | null => (view.kind === 'album' ? view.uuid : null);
const inAlbum = (context: CommandContext): boolean => hasPhotos(context) && albumOf(context) != null;

/** One place along the order of the album: the selection as a block. */
const move = (id: string, title: () => string, key: string, by: -1 | 1): Entry => ({
  id,
  title,
  group,
  keys: [key],
  when: (context) => inAlbum(context) && context.grid != null,
  run: (context) => {
    const { photos } = context;
    const uuid = albumOf(context);
    const [first, last] = [photos?.ranges[0]?.start, photos?.ranges.at(-1)?.end];
    if (photos == null || uuid == null || first == null || last == null) return;
    const position = by < 0 ? first - 1 : last + 1;
    if (position < 0 || position > photos.list.snapshot().total) return;
    void moveInAlbum(uuid, photos, position);
  },
});

export const arrangeCommands: readonly Entry[] = [
  {
    id: 'album.add',
    title: () => t.commands.addToAlbum,
    group,
    keys: ['Ctrl+Shift+A'],
    when: hasPhotos,
    run: ({ photos }) => photos != null && openOrganize({ kind: 'add-to-album', target: photos }),
  },
  { id: 'album.new', title: () => t.commands.newAlbum, group, keys: [], when: () => true, run: () => openOrganize({ kind: 'new-album' }) },
  {
    id: 'album.remove-photos',
    title: () => t.commands.takeOut,
    group,
    keys: ['Delete'],
    when: inAlbum,
    run: (context) => {
      const uuid = albumOf(context);
      if (context.photos != null && uuid != null) void removeFromAlbum(uuid, context.photos);
    },
  },
  move('album.earlier', () => t.commands.moveEarlier, 'Alt+ArrowLeft', -1),
  move('album.later', () => t.commands.moveLater, 'Alt+ArrowRight', 1),
  {
    id: 'search.save',
    title: () => t.commands.saveSearch,
    group: () => t.commands.searchGroup,
    keys: ['Ctrl+S'],
    when: ({ view }) => view.kind === 'library' && view.text != null,
    run: ({ view }) => view.kind === 'library' && view.text != null && openOrganize({ kind: 'save-search', query: view.text }),
  },
  {
    id: 'tag.add',
    title: () => t.commands.addTag,
    group: () => t.commands.tagsGroup,
    keys: ['T'],
    when: hasPhotos,
    run: () => {
      void changeSettings({ show_inspector: true });
      // The pane may have to open first, and to ask what the photos have.
      waitForField(`aside input[aria-label="${t.commands.addTag}"]`);
    },
  },
  {
    id: 'tags',
    title: () => t.commands.allTags,
    group: () => t.commands.tagsGroup,
    keys: [],
    when: () => true,
    run: () => openOrganize({ kind: 'tags' }),
  },
];

const triesPerField = 40;

function waitForField(selector: string, tries = triesPerField): void {
  const field = [...document.querySelectorAll<HTMLElement>(selector)].find((each) => each.closest('[inert]') == null);
  if (field != null) field.focus();
  else if (tries > 0) requestAnimationFrame(() => waitForField(selector, tries - 1));
}

/** Puts the selection of an album's grid before the photo at a position. */
export function reorder(position: number): void {
  const { view } = useNavigation.getState();
  const target = photoTarget();
  if (view.kind === 'album' && target != null) void moveInAlbum(view.uuid, target, position);
}
