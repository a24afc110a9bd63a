import { useEffect, useRef, type ReactNode } from 'react';
import type { Input } from '#contract/procedures.ts';
import { toggleStack } from '#renderer/api/open-stacks.ts';
import type { PhotoList, PhotoListSnapshot } from '#renderer/api/photo-list.ts';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { tellLibraryCount } from '#renderer/api/stores.ts';
import { usePhotoList, useSnapshot } from '#renderer/api/use-photo-list.ts';
import type { GridActions } from '#renderer/features/grid/clicks.ts';
import { leaveList, useGrid } from '#renderer/features/grid/grid-store.ts';
import { PhotoGrid } from '#renderer/features/grid/PhotoGrid.tsx';
import { GridSkeleton } from '#renderer/features/grid/GridSkeleton.tsx';
import { Inspector } from '#renderer/features/inspector/Inspector.tsx';
import { StorageBanner } from '#renderer/features/storages/StorageBanner.tsx';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { reorder } from './commands/arrange-commands.ts';
import { isCovered, navigate, openViewer, useNavigation } from './navigation.ts';
import styles from './PhotoScreen.module.css';
import { settingsOrDefault } from './settings.ts';
import { photoMenu } from './photo-menu.ts';
import { dragOut } from './drag-out.ts';
import { editTarget, inspectedAt, openPlace, openSession } from './edit-target.ts';
import { PhotoCovers } from './PhotoCovers.tsx';
import { useShownList } from './shown-list.ts';
import { Toolbar } from './Toolbar.tsx';

/** A list of photos with everything around it: toolbar, grid, information and viewer. */
export function PhotoScreen({
  query,
  title,
  crumbs,
  aside,
  head,
  empty,
}: {
  query: Input<'photos.open'>;
  title: string;
  /** The way to the title, before it. */
  crumbs?: ReactNode;
  /** At the left of the photos. */
  aside?: ReactNode;
  head?: ReactNode;
  empty: ReactNode;
}) {
  const list = usePhotoList(query);
  const key = JSON.stringify(query);
  const asked = useRef(key);
  useEffect(() => {
    if (asked.current !== key) leaveList();
    asked.current = key;
    return () => useGrid.setState({ isLeft: false });
  }, [key]);
  const snapshot = useSnapshot(list);
  const isReady = snapshot.status === 'ready';
  useEffect(() => {
    useShownList.setState({ list });
    return () => useShownList.setState({ list: null });
  }, [list]);
  const viewer = useNavigation((state) => state.viewer);
  const isUnder = useNavigation(isCovered);
  const showInspector = useSettings((state) => settingsOrDefault(state.value).show_inspector);
  const isOpen = list != null && viewer != null && isReady && snapshot.total > 0;
  // While one types, the list before is still shown: what counts is whose list it is.
  const isLibrary = list != null && isWhole(list.query);
  useEffect(() => {
    if (!isLibrary || !isReady) return;
    tellLibraryCount(snapshot.photos);
    return () => tellLibraryCount(null);
  }, [isLibrary, isReady, snapshot.photos]);
  useEffect(() => {
    if (viewer != null && isReady && snapshot.total === 0) openViewer(null);
  }, [viewer, isReady, snapshot.total]);

  return (
    <>
      <div className={styles.under} inert={isUnder && isReady && snapshot.total > 0}>
        <Toolbar title={title} crumbs={crumbs} count={isReady ? t.common.photos(snapshot.photos) : null} hasGrid />
        <main className={styles.main}>
          {isLibrary && <StorageBanner onStorage={openStorage} onConflicts={openConflicts} />}
          {head}
          <div className={styles.body}>
            {aside}
            <div className={styles.grid} data-plain={query.album == null ? undefined : ''}>
              <List list={list} snapshot={snapshot} label={title} empty={empty} />
            </div>
            {showInspector && !isOpen && list != null && <SelectionInspector list={list} />}
          </div>
        </main>
      </div>
      {list != null && isReady && snapshot.total > 0 && <PhotoCovers list={list} total={snapshot.total} />}
    </>
  );
}

const rateTarget = (rating: number): void => void editTarget({ rating });

const gridActions: GridActions = { onOpen: openViewer, menu: photoMenu, onRate: rateTarget, onStack: toggleStack, onDragOut: dragOut };
/** The order of an album is the person's own. */
const albumActions: GridActions = { ...gridActions, onReorder: reorder };

/** The library, whatever its order. */
const isWhole = ({ text, session_id, storage, album, bounds }: Input<'photos.open'>): boolean =>
  (text ?? session_id ?? storage ?? album ?? bounds) == null;

const openStorage = (uuid: string): void => navigate({ kind: 'storages', uuid });
const openConflicts = (): void => navigate({ kind: 'conflicts' });

function List({ list, snapshot, label, empty }: { list: PhotoList | null; snapshot: PhotoListSnapshot; label: string; empty: ReactNode }) {
  const settings = settingsOrDefault(useSettings((state) => state.value));
  if (list == null || snapshot.status === 'loading') return <GridSkeleton />;
  if (snapshot.status === 'error') {
    return (
      <EmptyState isError title={t.app.notListed} action={<Button onClick={list.reload}>{t.common.tryAgain}</Button>}>
        {snapshot.error}
      </EmptyState>
    );
  }
  if (snapshot.total === 0) return empty;
  return (
    <PhotoGrid
      key={JSON.stringify(list.query)}
      list={list}
      label={label}
      rowHeightPx={settings.row_height_px}
      kind={settings.layout}
      actions={list.query.album == null ? gridActions : albumActions}
      onRowHeight={(row_height_px) => void changeSettings({ row_height_px })}
    />
  );
}

/** What is known of what is selected. */
function SelectionInspector({ list }: { list: PhotoList }) {
  const selection = useGrid((state) => state.selection);
  const inspected = inspectedAt(list, selection.ranges);
  // A tile that arrives later tells which photo it is.
  const hothash = inspected?.count === 1 ? (list.tile(selection.ranges[0]?.start ?? -1)?.hothash ?? null) : null;
  return (
    <Inspector
      inspected={inspected == null ? null : { ...inspected, hothash }}
      onEdit={editTarget}
      onSession={openSession}
      onPlace={openPlace}
    />
  );
}
