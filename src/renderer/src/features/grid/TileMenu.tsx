import { ContextMenu } from '@base-ui/react/context-menu';
import type { KeyboardEvent, MouseEvent, ReactElement } from 'react';
import { errorWords } from '#renderer/api/error-words.ts';
import { copyPath, showInFolder } from '#renderer/api/photo-files.ts';
import type { PhotoList } from '#renderer/api/photo-list.ts';
import { useSystem } from '#renderer/api/stores.ts';
import { ContextMenuPopup, type MenuEntry } from '#renderer/ui/ContextMenuPopup.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import { select, useGrid } from './grid-store.ts';
import { isSelected, selectOnly } from './selection.ts';

/** The context menu of the photos. A photo that is not selected is selected first; a selection is kept. */
export function TileMenu({ list, onOpen, children }: { list: PhotoList; onOpen: (index: number) => void; children: ReactElement }) {
  const canShow = useSystem((state) => state.value?.can.show_in_folder ?? false);
  const withPhoto = (work: (hothash: string) => Promise<unknown>, done: string | null, failed: string): void => {
    const { focus } = useGrid.getState();
    const hothash = focus == null ? undefined : list.tile(focus)?.hothash;
    if (hothash == null) return;
    work(hothash).then(
      () => done != null && toast({ title: done }),
      (thrown: unknown) => toast({ title: failed, description: errorWords(thrown), tone: 'bad' }),
    );
  };
  const groups: MenuEntry[][] = [
    [{ title: 'Open', keys: 'Enter', run: () => onOpen(useGrid.getState().focus ?? 0) }],
    [
      ...(canShow ? [{ title: 'Show in folder', run: () => withPhoto(showInFolder, null, 'The folder could not be shown') }] : []),
      { title: 'Copy path', run: () => withPhoto(copyPath, 'Path copied', 'The path could not be copied') },
    ],
    [{ title: 'Select all photos', keys: 'Ctrl+A', run: () => useGrid.getState().controller?.selectAll() }],
  ];
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger
        render={children}
        onContextMenu={(event) => {
          if (!takePhoto(event)) event.preventBaseUIHandler();
        }}
        onKeyDown={openByKey}
      />
      <ContextMenuPopup groups={groups} />
    </ContextMenu.Root>
  );
}

/** @returns false beside the photos, where there is nothing to offer */
function takePhoto(event: MouseEvent): boolean {
  const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
  if (tile == null) return false;
  const index = Number(tile.dataset['index']);
  const { selection } = useGrid.getState();
  select(index, isSelected(selection, index) ? selection : selectOnly(index));
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
