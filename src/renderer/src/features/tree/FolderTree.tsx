import { ContextMenu } from '@base-ui/react/context-menu';
import { ChevronRight, Folder } from 'lucide-react';
import { useEffect, useId, useMemo, useRef } from 'react';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { showFolder } from '#renderer/api/photo-files.ts';
import { startScan } from '#renderer/api/scan.ts';
import { coalesce, useStorages, useSystem } from '#renderer/api/stores.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { ContextMenuPopup, type MenuEntry } from '#renderer/ui/ContextMenuPopup.tsx';
import { cx } from '#renderer/ui/cx.ts';
import line from '#renderer/ui/ListRow.module.css';
import { openMenuByKey, rowAt } from '#renderer/ui/row-menu.ts';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import styles from './FolderTree.module.css';
import { keyOf, treeRows, type FolderPlace, type TreeRow } from './tree-rows.ts';
import { focusFolder, reloadFolders, revealFolder, unfold, useTree } from './tree-store.ts';
import { useTreeList } from './use-tree-list.ts';

/** The real folders of every storage. The tree has the focus and points at its row, so that a recycled row cannot lose it. */
export function FolderTree({
  selected,
  isWhole,
  onShow,
  onWhole,
}: {
  /** The folder whose photos are shown. */
  selected: FolderPlace;
  /** Photos of folders below are shown too. */
  isWhole: boolean;
  onShow: (place: FolderPlace) => void;
  onWhole: (isWhole: boolean) => void;
}) {
  const storages = useStorages((state) => state.value);
  const canShow = useSystem((state) => state.value?.can.show_in_folder ?? false);
  const { levels, open } = useTree();
  const rows = useMemo(() => treeRows(storages ?? [], levels, new Set(open.keys())), [storages, levels, open]);
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const rowId = (n: number): string => `${id}-${n}`;
  const { virtualizer, focused, onKeyDown } = useTreeList(rows, keyOf(selected), scroller, onShow);
  useFolders((storages ?? []).map(({ uuid }) => uuid));
  const { storage, path } = selected;
  useEffect(() => revealFolder({ storage, path }), [storage, path]);

  return (
    <section className={styles.pane} aria-label={t.folders.title}>
      <ContextMenu.Root>
        <ContextMenu.Trigger
          render={
            <div
              ref={scroller}
              role="tree"
              tabIndex={0}
              aria-label={t.folders.tree}
              aria-activedescendant={focused < 0 ? undefined : rowId(focused)}
              className={styles.tree}
            />
          }
          onKeyDown={(event) => (openMenuByKey(event, rowId(focused), 80) ? undefined : onKeyDown(event))}
          onContextMenu={(event) => {
            const row = rowAt(event, rows);
            if (row == null) event.preventBaseUIHandler();
            else focusFolder(row.key);
          }}
          onClick={(event) => {
            const row = rowAt(event, rows);
            if (row == null) return;
            focusFolder(row.key);
            if ((event.target as Element).closest('[data-fold]') != null) unfold(row, !row.isOpen);
            else onShow(row);
          }}
          onDoubleClick={(event) => {
            const row = rowAt(event, rows);
            if (row?.canOpen === true && (event.target as Element).closest('[data-fold]') == null) unfold(row, !row.isOpen);
          }}
        >
          <div role="presentation" className={styles.window} style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              if (row == null) return null;
              return (
                <Row
                  key={row.key}
                  id={rowId(index)}
                  index={index}
                  row={row}
                  startPx={start}
                  isFocused={index === focused}
                  isSelected={row.key === keyOf(selected)}
                />
              );
            })}
          </div>
        </ContextMenu.Trigger>
        <ContextMenuPopup groups={entriesOf(rows[focused], onShow, canShow)} />
      </ContextMenu.Root>
      <div className={styles.foot}>
        <span>{t.folders.below}</span>
        <Switch label={t.folders.below} checked={isWhole} onChange={onWhole} />
      </div>
    </section>
  );
}

function Row({
  row,
  id,
  index,
  startPx,
  isFocused,
  isSelected,
}: {
  row: TreeRow;
  id: string;
  index: number;
  startPx: number;
  isFocused: boolean;
  isSelected: boolean;
}) {
  const state = useStorages((storages) => (row.level > 1 ? null : storages.value?.find(({ uuid }) => uuid === row.storage)?.state));
  return (
    <div
      id={id}
      role="treeitem"
      data-row={index}
      aria-level={row.level}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-selected={isSelected}
      aria-expanded={row.canOpen ? row.isOpen : undefined}
      className={cx(line.row, styles.row, isFocused && styles.focused)}
      style={{ transform: `translateY(${startPx}px)`, paddingInlineStart: 4 + (row.level - 1) * 14 }}
    >
      <span className={cx(styles.fold, row.isOpen && styles.open)} data-fold={row.canOpen ? '' : undefined}>
        {row.canOpen && <ChevronRight size={14} strokeWidth={1.5} aria-hidden />}
      </span>
      <span className={line.icon}>{state == null ? <Folder size={16} strokeWidth={1.5} aria-hidden /> : <StateDot state={state} />}</span>
      <span className={line.name} title={row.name}>
        {row.name}
      </span>{' '}
      {row.total != null && <span className={line.count}>{formatNumber(row.total)}</span>}
    </div>
  );
}

/** Reads the storages at once, and what is open again after files changed. */
function useFolders(storages: readonly string[]): void {
  const key = storages.join();
  useEffect(() => {
    const reload = (): void => reloadFolders(key === '' ? [] : key.split(','));
    reload();
    const soon = coalesce(reload, 700);
    const offs = [
      // Ratings and words leave the folders as they are.
      api.on('photos.changed', ({ reason }) => reason !== 'edit' && soon()),
      api.on('storage.changed', soon),
    ];
    return () => offs.forEach((off) => off());
  }, [key]);
}

function entriesOf(row: TreeRow | undefined, onShow: (place: FolderPlace) => void, canShow: boolean): readonly (readonly MenuEntry[])[] {
  if (row == null) return [];
  const fold = { title: row.isOpen ? t.folders.fold : t.folders.unfold, run: () => unfold(row, !row.isOpen) };
  const show = { title: t.commands.showInFolder, run: () => void showInFileManager(row) };
  return [
    [{ title: t.folders.openFolder, run: () => onShow(row) }, ...(row.canOpen ? [fold] : [])],
    [{ title: t.folders.scan, run: () => void scanFolder(row) }, ...(canShow ? [show] : [])],
  ];
}

async function showInFileManager({ storage, path }: TreeRow): Promise<void> {
  await showFolder(storage, path).catch((thrown: unknown) =>
    toast({ title: t.commands.folderNotShown, description: errorWords(thrown), tone: 'bad' }),
  );
}

async function scanFolder({ storage, path, name }: TreeRow): Promise<void> {
  const asked = { uuid: storage, display_name: name, ...(path === '' ? {} : { path }) };
  for (const failure of await startScan([asked])) toast({ ...failure, tone: 'bad' });
}
