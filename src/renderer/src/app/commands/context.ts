/** What commands know of the screen. */
import { useGrid, type GridController } from '#renderer/features/grid/grid-store.ts';
import { countSelected } from '#renderer/features/grid/selection.ts';
import { useImport } from '#renderer/features/import/import-store.ts';
import type { PhotoTarget } from '#renderer/features/organize/target.ts';
import { useViewer, type CompareController, type ViewerController } from '#renderer/features/viewer/viewer-store.ts';
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
  readonly grid: GridController | null;
  readonly selected: number;
  /** What an edit is about. */
  readonly photos: PhotoTarget | null;
}

/** What is on the screen now, as far as commands care. */
export function commandContext(): CommandContext {
  const { view, past, future, viewer, compare } = useNavigation.getState();
  const { controller, selection } = useGrid.getState();
  const isOpen = viewer != null;
  return {
    view,
    canBack: past.length > 0,
    canForward: future.length > 0,
    isRunning: !useImport.getState().open,
    viewer: isOpen ? useViewer.getState().controller : null,
    compare: isOpen || compare == null ? null : useViewer.getState().compare,
    grid: isOpen || compare != null ? null : controller,
    selected: countSelected(selection),
    photos: photoTarget(),
  };
}

export type Entry = Command<CommandContext>;
