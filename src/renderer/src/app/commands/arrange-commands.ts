/** Commands about albums, saved searches and tags. */
import { changeSettings } from '#renderer/api/settings-store.ts';
import { moveInAlbum, removeFromAlbum } from '#renderer/features/organize/arrange.ts';
import { openOrganize } from '#renderer/features/organize/organize-dialog.ts';
import { useNavigation } from '../navigation.ts';
import { photoTarget } from '../shown-list.ts';
import type { CommandContext, Entry } from './context.ts';

const group = 'Albums';
const hasPhotos = ({ photos }: CommandContext): boolean => photos != null;
const albumOf = ({ view }: CommandContext): string | null => (view.kind === 'album' ? view.uuid : null);
const inAlbum = (context: CommandContext): boolean => hasPhotos(context) && albumOf(context) != null;

/** One place along the order of the album: the selection as a block. */
const move = (id: string, title: string, key: string, by: -1 | 1): Entry => ({
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
    title: 'Add to an album…',
    group,
    keys: ['Ctrl+Shift+A'],
    when: hasPhotos,
    run: ({ photos }) => photos != null && openOrganize({ kind: 'add-to-album', target: photos }),
  },
  { id: 'album.new', title: 'New album…', group, keys: [], when: () => true, run: () => openOrganize({ kind: 'new-album' }) },
  {
    id: 'album.remove-photos',
    title: 'Take out of the album',
    group,
    keys: ['Delete'],
    when: inAlbum,
    run: (context) => {
      const uuid = albumOf(context);
      if (context.photos != null && uuid != null) void removeFromAlbum(uuid, context.photos);
    },
  },
  move('album.earlier', 'Move earlier in the album', 'Alt+ArrowLeft', -1),
  move('album.later', 'Move later in the album', 'Alt+ArrowRight', 1),
  {
    id: 'search.save',
    title: 'Save this search…',
    group: 'Search',
    keys: ['Ctrl+S'],
    when: ({ view }) => view.kind === 'library' && view.text != null,
    run: ({ view }) => view.kind === 'library' && view.text != null && openOrganize({ kind: 'save-search', query: view.text }),
  },
  {
    id: 'tag.add',
    title: 'Add a tag',
    group: 'Tags',
    keys: ['T'],
    when: hasPhotos,
    run: () => {
      void changeSettings({ show_inspector: true });
      // The pane may have to open first, and to ask what the photos have.
      waitForField('aside input[aria-label="Add a tag"]');
    },
  },
  { id: 'tags', title: 'All tags…', group: 'Tags', keys: [], when: () => true, run: () => openOrganize({ kind: 'tags' }) },
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
