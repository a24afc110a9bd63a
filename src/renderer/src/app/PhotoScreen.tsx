import { useEffect, type ReactNode } from 'react';
import type { PhotoChange } from '#contract/organize.ts';
import type { Input } from '#contract/procedures.ts';
import { toggleStack } from '#renderer/api/open-stacks.ts';
import type { PhotoList, PhotoListSnapshot } from '#renderer/api/photo-list.ts';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { tellLibraryCount } from '#renderer/api/stores.ts';
import { usePhotoList, useSnapshot } from '#renderer/api/use-photo-list.ts';
import type { GridActions } from '#renderer/features/grid/clicks.ts';
import { useGrid } from '#renderer/features/grid/grid-store.ts';
import { PhotoGrid } from '#renderer/features/grid/PhotoGrid.tsx';
import { GridSkeleton } from '#renderer/features/grid/GridSkeleton.tsx';
import { comparedFacts } from '#renderer/features/inspector/facts.ts';
import { Inspector, type Inspected } from '#renderer/features/inspector/Inspector.tsx';
import { editPhotos } from '#renderer/features/organize/edit-photos.ts';
import { placesOf, type PhotoTarget } from '#renderer/features/organize/target.ts';
import { StorageBanner } from '#renderer/features/storages/StorageBanner.tsx';
import { Compare } from '#renderer/features/viewer/Compare.tsx';
import { Viewer } from '#renderer/features/viewer/Viewer.tsx';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { reorder } from './commands/arrange-commands.ts';
import { isCovered, navigate, openViewer, showComparison, useNavigation } from './navigation.ts';
import styles from './PhotoScreen.module.css';
import { settingsOrDefault } from './settings.ts';
import { photoMenu } from './photo-menu.ts';
import { photoTarget, useShownList } from './shown-list.ts';
import { Toolbar } from './Toolbar.tsx';

/** A list of photos with everything around it: toolbar, grid, information and viewer. */
export function PhotoScreen({
  query,
  title,
  head,
  empty,
}: {
  query: Input<'photos.open'>;
  title: string;
  head?: ReactNode;
  empty: ReactNode;
}) {
  const list = usePhotoList(query);
  const snapshot = useSnapshot(list);
  const isReady = snapshot.status === 'ready';
  useEffect(() => {
    useShownList.setState({ list });
    return () => useShownList.setState({ list: null });
  }, [list]);
  const viewer = useNavigation((state) => state.viewer);
  const comparison = useNavigation((state) => state.compare);
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
  const close = (): void => {
    openViewer(null);
    // A comparison is there again as it was left.
    if (comparison != null) return;
    // The grid comes back with the photo that was seen last, ready for the next arrow key.
    requestAnimationFrame(() => viewer != null && useGrid.getState().controller?.focusPhoto(viewer));
  };

  return (
    <>
      <div className={styles.under} inert={isOpen || (isUnder && isReady)}>
        <Toolbar title={title} count={isReady ? t.common.photos(snapshot.photos) : null} hasGrid />
        <main className={styles.main}>
          {isLibrary && <StorageBanner onStorage={openStorage} onConflicts={openConflicts} />}
          {head}
          <div className={styles.body}>
            <div className={styles.grid} data-plain={query.album == null ? undefined : ''}>
              <List list={list} snapshot={snapshot} label={title} empty={empty} />
            </div>
            {showInspector && !isOpen && list != null && <SelectionInspector list={list} />}
          </div>
        </main>
      </div>
      {comparison != null && list != null && isReady && (
        <Compare
          list={list}
          {...comparison}
          isUnder={isOpen}
          onChange={(places, at) => showComparison({ places, at })}
          onOpen={openViewer}
          onClose={endComparison}
          onEdit={(change) => void editTarget(change)}
          factsOf={comparedFacts}
        />
      )}
      {isOpen && (
        <Viewer
          list={list}
          index={Math.min(viewer, snapshot.total - 1)}
          onIndex={openViewer}
          onClose={close}
          inspector={
            showInspector ? (
              <Inspector
                inspected={inspectedAt(list, [{ start: viewer, end: viewer + 1 }])}
                isPlain
                onEdit={editTarget}
                onSession={openSession}
              />
            ) : null
          }
          onEdit={(change) => void editTarget(change)}
          onInspector={() => void changeSettings({ show_inspector: !showInspector })}
        />
      )}
    </>
  );
}

/** The grid comes back as it was left: focus and selection are its own. */
function endComparison(): void {
  showComparison(null);
  requestAnimationFrame(() => useGrid.getState().controller?.takeFocus());
}

const rateTarget = (rating: number): void => void editTarget({ rating });

const gridActions: GridActions = { onOpen: openViewer, menu: photoMenu, onRate: rateTarget, onStack: toggleStack };
/** The order of an album is the person's own. */
const albumActions: GridActions = { ...gridActions, onReorder: reorder };

async function editTarget(change: PhotoChange): Promise<boolean> {
  const target = photoTarget();
  return target != null && editPhotos(target, change);
}

/** The library, whatever its order. */
const isWhole = ({ text, session_id, storage, album }: Input<'photos.open'>): boolean => (text ?? session_id ?? storage ?? album) == null;

const openStorage = (uuid: string): void => navigate({ kind: 'storages', uuid });
const openConflicts = (): void => navigate({ kind: 'conflicts' });
const openSession = (id: number): void => navigate({ kind: 'session', id });

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
  return <Inspector inspected={inspected == null ? null : { ...inspected, hothash }} onEdit={editTarget} onSession={openSession} />;
}

function inspectedAt(list: PhotoList, ranges: PhotoTarget['ranges']): Inspected | null {
  const count = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  return count === 0
    ? null
    : { count, hothash: list.tile(ranges[0]?.start ?? -1)?.hothash ?? null, places: placesOf({ list, ranges, count }) };
}
