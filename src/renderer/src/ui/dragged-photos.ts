/** Photos that are dragged inside the window: what they are is known to whoever they are dropped on. */
const type = 'application/x-imalink-photos';

export function startDraggingPhotos(transfer: DataTransfer): void {
  transfer.setData(type, '');
  transfer.effectAllowed = 'copyMove';
}

export const arePhotosDragged = (transfer: DataTransfer): boolean => transfer.types.includes(type);
