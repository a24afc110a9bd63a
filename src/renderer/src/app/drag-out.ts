/** Dragging what is selected to other programs: the desktop hands over the files of the catalog. */
import { maxDragged } from '#contract/names.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useSystem } from '#renderer/api/stores.ts';
import type { PhotoTarget } from '#renderer/features/organize/target.ts';
import { t } from '#renderer/i18n/t.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { photoTarget } from './shown-list.ts';

/** @returns false when the drag stays inside the window; why is said when it is carried to the edge */
export function dragOut(): boolean {
  const target = photoTarget();
  if (target == null || useSystem.getState().value?.can.drag_out !== true) return false;
  const reason = whyNot(target);
  if (reason != null) {
    sayAtEdge(reason);
    return false;
  }
  hothashesOf(target)
    .then((hothashes) => api.call('system.startDrag', { hothashes }))
    .catch((thrown: unknown) => toast({ name: 'drag', title: t.app.notDragged, description: errorWords(thrown), tone: 'bad' }));
  return true;
}

/** Photos that are not known yet are judged by the core. */
function whyNot({ list, ranges, count }: PhotoTarget): string | null {
  if (count > maxDragged) return t.app.tooManyToDrag(maxDragged);
  const tiles = placesIn(ranges).map((place) => list.tile(place));
  if (tiles.some((tile) => tile?.storage_online === false)) return t.app.offlineToDrag;
  return tiles.some((tile) => tile?.status === 'missing') ? t.app.missingToDrag : null;
}

async function hothashesOf({ list, viewId, ranges }: PhotoTarget): Promise<string[]> {
  const known = placesIn(ranges).map(async (place) => {
    const tile = list.tile(place) ?? (await api.call('photos.page', { view_id: viewId, offset: place, limit: 1 })).items[0];
    return tile?.hothash ?? [];
  });
  return (await Promise.all(known)).flat();
}

const placesIn = (ranges: PhotoTarget['ranges']): number[] =>
  ranges.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, n) => start + n));

/** Only who carries photos out of the window wants to know why they cannot leave it. */
function sayAtEdge(reason: string): void {
  const off = new AbortController();
  const onLeave = (event: DragEvent): void => {
    const isInside = event.clientX > 0 && event.clientY > 0 && event.clientX < innerWidth && event.clientY < innerHeight;
    if (event.relatedTarget != null || isInside) return;
    toast({ name: 'drag', title: t.app.notDragged, description: reason });
    off.abort();
  };
  document.addEventListener('dragleave', onLeave, { signal: off.signal });
  document.addEventListener('dragend', () => off.abort(), { signal: off.signal });
}
