import type { PhotoList } from '#renderer/api/photo-list.ts';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { useGrid } from '#renderer/features/grid/grid-store.ts';
import { comparedFacts } from '#renderer/features/inspector/facts.ts';
import { Inspector } from '#renderer/features/inspector/Inspector.tsx';
import { Compare } from '#renderer/features/viewer/Compare.tsx';
import { Slideshow } from '#renderer/features/viewer/Slideshow.tsx';
import { Viewer } from '#renderer/features/viewer/Viewer.tsx';
import { editTarget, inspectedAt, openPlace, openSession } from './edit-target.ts';
import { openViewer, showComparison, showSlide, useNavigation } from './navigation.ts';
import { settingsOrDefault } from './settings.ts';

/** What lies over a list of photos: some side by side, one large, or one after the other. */
export function PhotoCovers({ list, total }: { list: PhotoList; total: number }) {
  const { viewer, compare, slide } = useNavigation();
  const settings = settingsOrDefault(useSettings((state) => state.value));
  const isInspected = settings.show_inspector;
  return (
    <>
      {compare != null && (
        <Compare
          list={list}
          {...compare}
          isUnder={viewer != null}
          onChange={(places, at) => showComparison({ places, at })}
          onOpen={openViewer}
          onClose={endComparison}
          onEdit={(change) => void editTarget(change)}
          factsOf={comparedFacts}
        />
      )}
      {viewer != null && (
        <Viewer
          list={list}
          index={Math.min(viewer, total - 1)}
          onIndex={openViewer}
          onClose={closeViewer}
          inspector={
            isInspected ? (
              <Inspector
                inspected={inspectedAt(list, [{ start: viewer, end: viewer + 1 }])}
                isPlain
                onEdit={editTarget}
                onSession={openSession}
                onPlace={openPlace}
              />
            ) : null
          }
          onEdit={(change) => void editTarget(change)}
          onInspector={() => void changeSettings({ show_inspector: !isInspected })}
        />
      )}
      {slide != null && (
        <Slideshow
          list={list}
          index={Math.min(slide, total - 1)}
          seconds={settings.slideshow_seconds}
          onIndex={showSlide}
          onSeconds={(slideshow_seconds) => void changeSettings({ slideshow_seconds })}
          onClose={endSlideshow}
        />
      )}
    </>
  );
}

function closeViewer(): void {
  const { viewer, compare } = useNavigation.getState();
  openViewer(null);
  // A comparison is there again as it was left; the grid comes back with the photo that was seen last, ready for the next arrow key.
  if (compare == null) focusInGrid(viewer);
}

/** The grid comes back as it was left: focus and selection are its own. */
function endComparison(): void {
  showComparison(null);
  requestAnimationFrame(() => useGrid.getState().controller?.takeFocus());
}

/** Back to where it began: the viewer with the photo that was seen last, or the grid. */
function endSlideshow(): void {
  const { slide, viewer } = useNavigation.getState();
  showSlide(null);
  if (viewer == null) focusInGrid(slide);
  else openViewer(slide);
}

function focusInGrid(index: number | null): void {
  requestAnimationFrame(() => index != null && useGrid.getState().controller?.focusPhoto(index));
}
