import { Album as AlbumIcon, Plus, Search } from 'lucide-react';
import type { Album, SavedSearch } from '#contract/organize.ts';
import { useAlbums, useSavedSearches } from '#renderer/api/stores.ts';
import { addToAlbum, removeAlbum, removeSearch } from '#renderer/features/organize/arrange.ts';
import { openOrganize } from '#renderer/features/organize/organize-dialog.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { keysOf } from './commands/table.ts';
import { navigate, useNavigation } from './navigation.ts';
import { photoTarget } from './shown-list.ts';
import styles from './Sidebar.module.css';
import { SidebarItem } from './SidebarItem.tsx';

/** Albums and saved searches: what a person has put together. */
export function SidebarCollections() {
  const albums = useAlbums((state) => state.value) ?? [];
  const searches = useSavedSearches((state) => state.value) ?? [];
  const text = useNavigation((state) => (state.view.kind === 'library' ? state.view.text : undefined));
  const canSave = text != null && searches.every((search) => search.query !== text);
  return (
    <>
      <section aria-labelledby="sidebar-albums">
        <div className={styles.head}>
          <h2 id="sidebar-albums" className={styles.heading}>
            {t.common.albums}
          </h2>
          <IconButton icon={Plus} label={t.app.newAlbum} onClick={() => openOrganize({ kind: 'new-album' })} />
        </div>
        <ul className={styles.list}>
          {albums.map((album) => (
            <AlbumItem key={album.uuid} album={album} />
          ))}
        </ul>
      </section>
      {(searches.length > 0 || canSave) && (
        <section aria-labelledby="sidebar-searches">
          <div className={styles.head}>
            <h2 id="sidebar-searches" className={styles.heading}>
              {t.app.savedSearches}
            </h2>
            {canSave && (
              <IconButton
                icon={Plus}
                label={t.app.saveSearch}
                keys={keysOf('search.save')}
                onClick={() => openOrganize({ kind: 'save-search', query: text })}
              />
            )}
          </div>
          <ul className={styles.list}>
            {searches.map((search) => (
              <SearchItem key={search.uuid} search={search} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function AlbumItem({ album }: { album: Album }) {
  const { uuid, name } = album;
  const open = (): void => navigate({ kind: 'album', uuid });
  return (
    <SidebarItem
      to={{ kind: 'album', uuid }}
      icon={<AlbumIcon size={16} strokeWidth={1.5} aria-hidden />}
      label={name}
      aside={formatNumber(album.photo_count)}
      menu={() => [
        [{ title: t.common.open, run: open }],
        [
          { title: t.app.addSelection, disabled: photoTarget() == null, run: () => addSelection(album) },
          { title: t.common.rename, run: () => openOrganize({ kind: 'rename-album', uuid, name }) },
          { title: t.app.removeAlbum, run: () => void removeAlbum(album) },
        ],
      ]}
      onPhotos={() => addSelection(album)}
    />
  );
}

function addSelection(album: Album): void {
  const target = photoTarget();
  if (target != null) void addToAlbum(album, target);
}

function SearchItem({ search }: { search: SavedSearch }) {
  const to = { kind: 'library', text: search.query } as const;
  return (
    <SidebarItem
      to={to}
      icon={<Search size={16} strokeWidth={1.5} aria-hidden />}
      label={search.name}
      aside={null}
      menu={() => [
        [{ title: t.common.open, run: () => navigate(to) }],
        [
          { title: t.common.rename, run: () => openOrganize({ kind: 'rename-search', ...search }) },
          { title: t.app.removeSearch, run: () => void removeSearch(search) },
        ],
      ]}
    />
  );
}
