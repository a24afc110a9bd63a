import { FolderTree as FolderIcon } from 'lucide-react';
import { useEffect } from 'react';
import { api } from '#renderer/api/client.ts';
import { useSettings } from '#renderer/api/settings-store.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { useSnapshot } from '#renderer/api/use-photo-list.ts';
import { useGrid } from '#renderer/features/grid/grid-store.ts';
import { openStorageDialog } from '#renderer/features/storages/storage-dialog.ts';
import { FolderTree } from '#renderer/features/tree/FolderTree.tsx';
import { foldersAbove, keyOf, type FolderPlace } from '#renderer/features/tree/tree-rows.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PageState } from '#renderer/ui/PageState.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import styles from './FoldersScreen.module.css';
import { orderOf } from './library-order.ts';
import { navigate, type View } from './navigation.ts';
import { Page } from './Page.tsx';
import { PhotoScreen } from './PhotoScreen.tsx';
import { settingsOrDefault } from './settings.ts';
import { useShownList } from './shown-list.ts';

export type FoldersView = Extract<View, { kind: 'folders' }>;

/** The folders of the storages beside the photos of one of them. */
export function FoldersScreen({ view }: { view: FoldersView }) {
  const storages = useStorages((state) => state.value);
  const order = useSettings((state) => orderOf(settingsOrDefault(state.value).library_order));
  const storage = storages?.find(({ uuid }) => uuid === view.storage) ?? storages?.[0];
  useFocusedPhoto(view);
  if (storage == null) return <NoFolders />;
  const place = { storage: storage.uuid, path: storage.uuid === view.storage ? (view.path ?? '') : '' };
  const isWhole = view.isFlat !== true;
  const go = (to: FolderPlace, whole: boolean): void => navigate({ kind: 'folders', ...to, ...(whole ? {} : { isFlat: true }) });
  const title = place.path === '' ? storage.display_name : (place.path.split('/').at(-1) ?? '');
  const above = foldersAbove(place);
  return (
    <PhotoScreen
      query={{ storage: place.storage, folder: place.path, subfolders: isWhole, ...order }}
      title={title}
      crumbs={above.length === 0 ? null : <Crumbs above={above} storage={storage.display_name} onShow={(to) => go(to, isWhole)} />}
      aside={<FolderTree selected={place} isWhole={isWhole} onShow={(to) => go(to, isWhole)} onWhole={(whole) => go(place, whole)} />}
      empty={isWhole ? <Gone /> : <Bare onWhole={() => go(place, true)} />}
    />
  );
}

/** The storages are not known yet, cannot be listed, or there are none. */
function NoFolders() {
  const { value, error, load } = useStorages();
  return (
    <Page title={t.folders.title}>
      <PageState
        value={value}
        error={error}
        onRetry={() => void load()}
        name={t.folders.title}
        icon={FolderIcon}
        errorTitle={t.storages.notListed}
        skeleton={<Skeleton height={220} />}
        skeletonClass={styles.loading}
      >
        {() => (
          <EmptyState
            icon={FolderIcon}
            title={t.folders.noStorage}
            action={<Button onClick={openStorageDialog}>{t.storages.startNew}</Button>}
          >
            {t.folders.noStorageWhy}
          </EmptyState>
        )}
      </PageState>
    </Page>
  );
}

/** The way to the folder, each step a way back. */
function Crumbs({ above, storage, onShow }: { above: readonly FolderPlace[]; storage: string; onShow: (to: FolderPlace) => void }) {
  return (
    <nav aria-label={t.folders.path} className={styles.crumbs}>
      <ol>
        {above.map((place) => (
          <li key={keyOf(place)}>
            <button type="button" onClick={() => onShow(place)}>
              {place.path === '' ? storage : place.path.split('/').at(-1)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

const Gone = () => (
  <EmptyState icon={FolderIcon} title={t.folders.gone}>
    {t.folders.goneWhy}
  </EmptyState>
);

const Bare = ({ onWhole }: { onWhole: () => void }) => (
  <EmptyState icon={FolderIcon} title={t.folders.empty} action={<Button onClick={onWhole}>{t.folders.withBelow}</Button>}>
    {t.folders.emptyWhy}
  </EmptyState>
);

/** Once the list of the folder is there, the photo one came from has the focus. */
function useFocusedPhoto({ storage, path, photo }: FoldersView): void {
  const list = useShownList((state) => state.list);
  const { status, viewId } = useSnapshot(list);
  const isItsList = list?.query.storage === storage && list?.query.folder === path && status === 'ready';
  useEffect(() => {
    if (photo == null || !isItsList) return;
    let isWanted = true;
    void api.call('photos.position', { view_id: viewId, hothash: photo }).then(
      ({ index }) => isWanted && index != null && useGrid.getState().controller?.focusPhoto(index),
      // A list that was opened anew meanwhile: the photo is among those shown, only not focused.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once: later lists of the same folder leave the focus where it is
  }, [photo, isItsList]);
}
