import { ContextMenu } from '@base-ui/react/context-menu';
import { useState, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';
import { ContextMenuPopup, type MenuEntry } from '#renderer/ui/ContextMenuPopup.tsx';
import { select, useGrid } from './grid-store.ts';
import { isSelected, selectOnly } from './selection.ts';

type Groups = readonly (readonly MenuEntry[])[];

/** The context menu of the photos. A photo that is not selected is selected first; a selection is kept. */
export function TileMenu({ menu, children }: { menu: () => Groups; children: ReactElement }) {
  const [groups, setGroups] = useState<Groups>([]);
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger
        render={children}
        onContextMenu={(event) => {
          if (!takePhotos(event)) return event.preventBaseUIHandler();
          setGroups(menu());
        }}
        onKeyDown={openByKey}
      />
      <ContextMenuPopup groups={groups} />
    </ContextMenu.Root>
  );
}

/** @returns false beside photos and days, where there is nothing to offer */
function takePhotos(event: MouseEvent): boolean {
  if (!(event.target instanceof Element)) return false;
  const tile = event.target.closest<HTMLElement>('[data-index]');
  if (tile == null) return takeDay(event.target);
  takePhoto(Number(tile.dataset['index']));
  return true;
}

/** Makes a photo part of what is selected: alone, unless it is part of it already. */
export function takePhoto(index: number): void {
  const { selection } = useGrid.getState();
  select(index, isSelected(selection, index) ? selection : selectOnly(index));
}

/** The menu of a day is about all its photos. */
function takeDay(target: Element): boolean {
  const check = target.closest('[data-day]')?.querySelector<HTMLElement>('[aria-pressed]');
  if (check == null) return false;
  useGrid.getState().controller?.selectNone();
  check.click();
  return true;
}

/** The list has the focus, not the photo: the menu key has to open the menu at the photo. */
function openByKey(event: KeyboardEvent): void {
  if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return;
  event.preventDefault();
  const tile = document.getElementById(`photo-${useGrid.getState().focus}`);
  const box = tile?.getBoundingClientRect();
  if (tile == null || box == null) return;
  tile.dispatchEvent(
    new window.MouseEvent('contextmenu', {
      bubbles: true,
      cancelable: true,
      button: 2,
      clientX: box.left + box.width / 2,
      clientY: box.top + box.height / 2,
    }),
  );
}
