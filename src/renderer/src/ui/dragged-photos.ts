/** Photos that are dragged: what they are is known to whoever they are dropped on inside the window. */
const type = 'application/x-imalink-photos';

/** The system drags them, as files: the window sees files come in, and has to know them for its own. */
let isWithSystem = false;

/** Marks a drag as one of our own photos. */
export function startDraggingPhotos(transfer: DataTransfer): void {
  transfer.setData(type, '');
  transfer.effectAllowed = 'copyMove';
}

/** The drag that begins now is the system's. No event of the page tells its end: the first move with no button pressed does. */
export function leaveDragToSystem(): void {
  isWithSystem = true;
  const end = new AbortController();
  const look = (event: PointerEvent): void => {
    if (event.buttons !== 0) return;
    isWithSystem = false;
    end.abort();
  };
  // Where nobody takes them they must not open as a file would.
  const refuse = (event: DragEvent): void => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (event.dataTransfer != null) event.dataTransfer.dropEffect = 'none';
  };
  window.addEventListener('pointermove', look, { capture: true, signal: end.signal });
  window.addEventListener('dragover', refuse, { signal: end.signal });
}

/** Whether a drag carries our own photos. */
export const arePhotosDragged = (transfer: DataTransfer): boolean =>
  transfer.types.includes(type) || (isWithSystem && transfer.types.includes('Files'));

/** How a drop is shown; the system lets files be copied only. */
export const dropEffectOf = (wished: 'copy' | 'move'): 'copy' | 'move' => (isWithSystem ? 'copy' : wished);
