import { ContextMenu } from '@base-ui/react/context-menu';
import { useState, type ReactNode } from 'react';
import { ContextMenuPopup, type MenuEntry } from '#renderer/ui/ContextMenuPopup.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { arePhotosDragged } from '#renderer/ui/dragged-photos.ts';
import line from '#renderer/ui/ListRow.module.css';
import { navigate, useNavigation, type View } from './navigation.ts';
import styles from './Sidebar.module.css';

type Groups = readonly (readonly MenuEntry[])[];

/** One place to go to; with a menu of its own, and, where it takes photos, a target for them. */
export function SidebarItem({
  to,
  icon,
  label,
  aside,
  calls = false,
  menu,
  onPhotos,
}: {
  to: View;
  icon?: ReactNode;
  label: string;
  aside: string | null;
  /** The number at the right waits for the person. */
  calls?: boolean;
  /** Made when it opens. */
  menu?: () => Groups;
  /** The selection was dropped here. */
  onPhotos?: () => void;
}) {
  const isCurrent = useNavigation((state) => isAt(state.view, to));
  const [isOver, setIsOver] = useState(false);
  const [groups, setGroups] = useState<Groups>([]);
  const button = (
    <button
      type="button"
      className={cx(line.row, styles.item, isOver && styles.over)}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => navigate(to)}
      {...(onPhotos == null
        ? {}
        : {
            onDragOver: (event) => {
              if (!arePhotosDragged(event.dataTransfer)) return;
              event.preventDefault();
              event.dataTransfer.dropEffect = 'copy';
              setIsOver(true);
            },
            onDragLeave: () => setIsOver(false),
            onDrop: (event) => {
              setIsOver(false);
              if (!arePhotosDragged(event.dataTransfer)) return;
              event.preventDefault();
              onPhotos();
            },
          })}
    >
      {icon != null && <span className={cx(line.icon, styles.icon)}>{icon}</span>}
      <span className={line.name}>{label}</span>
      {aside != null && <span className={cx(line.count, calls && styles.calls)}>{aside}</span>}
    </button>
  );
  if (menu == null) return <li>{button}</li>;
  return (
    <li>
      <ContextMenu.Root onOpenChange={(open) => open && setGroups(menu())}>
        <ContextMenu.Trigger render={button} />
        <ContextMenuPopup groups={groups} />
      </ContextMenu.Root>
    </li>
  );
}

/** Whether a place is where one is. Every search is a place of its own. */
function isAt(view: View, to: View): boolean {
  if (view.kind === 'library' && to.kind === 'library') return to.text == null || view.text === to.text;
  if (view.kind === 'session' && to.kind === 'session') return view.id === to.id;
  if (view.kind === 'album' && to.kind === 'album') return view.uuid === to.uuid;
  if (view.kind === 'storages' && to.kind === 'storages') return view.uuid === to.uuid;
  return view.kind === to.kind;
}
