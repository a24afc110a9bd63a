/** What commands know of the screen. */
import { useGrid, type GridController } from '#renderer/features/grid/grid-store.ts';
import { countSelected } from '#renderer/features/grid/selection.ts';
import { useImport } from '#renderer/features/import/import-store.ts';
import type { PhotoTarget } from '#renderer/features/organize/target.ts';
import {
  useViewer,
  type CompareController,
  type SlideshowController,
  type ViewerController,
} from '#renderer/features/viewer/viewer-store.ts';
import { useNavigation, type View } from '../navigation.ts';
import { photoTarget } from '../shown-list.ts';
import type { Command } from './registry.ts';

export interface CommandContext {
  readonly view: View;
  readonly canBack: boolean;
  readonly canForward: boolean;
  readonly isRunning: boolean;
  readonly viewer: ViewerController | null;
  /** The comparison, unless the viewer lies over it. */
  readonly compare: CompareController | null;
  readonly slideshow: SlideshowController | null;
  readonly grid: GridController | null;
  /** A photo that is on the screen: the open one, the focused one, else the first; null where there is no list. */
  readonly shown: number | null;
  readonly selected: number;
  /** What an edit is about. */
  readonly photos: PhotoTarget | null;
}

/** What is on the screen now, as far as commands care. */
export function commandContext(): CommandContext {
  const { view, past, future, viewer, compare, slide } = useNavigation.getState();
  const { controller, selection } = useGrid.getState();
  const isOpen = viewer != null;
  const isSlideshow = slide != null;
  return {
    view,
    canBack: past.length > 0,
    canForward: future.length > 0,
    isRunning: !useImport.getState().open,
    slideshow: isSlideshow ? useViewer.getState().slideshow : null,
    viewer: isOpen && !isSlideshow ? useViewer.getState().controller : null,
    compare: isOpen || isSlideshow || compare == null ? null : useViewer.getState().compare,
    grid: isOpen || isSlideshow || compare != null ? null : controller,
    shown: isSlideshow || compare != null ? null : (viewer ?? (controller == null ? null : (controller.focusedIndex() ?? 0))),
    selected: countSelected(selection),
    photos: photoTarget(),
  };
}

export type Entry = Command<CommandContext>;
