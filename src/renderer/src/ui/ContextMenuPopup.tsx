import { ContextMenu } from '@base-ui/react/context-menu';
import { ChevronRight } from 'lucide-react';
import { Keys } from './Keys.tsx';
import styles from './Menu.module.css';

export interface MenuEntry {
  readonly title: string;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  /** One of a group of choices; in menus of a button. */
  readonly checked?: boolean;
  readonly run: () => void;
  /** A menu of its own; `run` is not used then. */
  readonly entries?: readonly MenuEntry[];
}

/** The popup of a context menu: groups of entries with hairlines between them. */
export function ContextMenuPopup({ groups }: { groups: readonly (readonly MenuEntry[])[] }) {
  return (
    <ContextMenu.Portal>
      <ContextMenu.Positioner className={styles.positioner}>
        <ContextMenu.Popup className={styles.popup}>
          {groups.map((entries, n) => (
            <div key={entries[0]?.title} role="none">
              {n > 0 && <ContextMenu.Separator className={styles.separator} />}
              <Entries entries={entries} />
            </div>
          ))}
        </ContextMenu.Popup>
      </ContextMenu.Positioner>
    </ContextMenu.Portal>
  );
}

function Entries({ entries }: { entries: readonly MenuEntry[] }) {
  return entries.map((entry) =>
    entry.entries == null ? (
      <ContextMenu.Item key={entry.title} className={styles.item} disabled={entry.disabled ?? false} onClick={entry.run}>
        {entry.title}
        {entry.keys != null && <Keys keys={entry.keys} />}
      </ContextMenu.Item>
    ) : (
      <ContextMenu.SubmenuRoot key={entry.title}>
        <ContextMenu.SubmenuTrigger className={styles.item} disabled={entry.disabled ?? false}>
          {entry.title}
          <ChevronRight size={14} strokeWidth={1.5} aria-hidden />
        </ContextMenu.SubmenuTrigger>
        <ContextMenu.Portal>
          <ContextMenu.Positioner className={styles.positioner} sideOffset={2} alignOffset={-5}>
            <ContextMenu.Popup className={styles.popup}>
              <Entries entries={entry.entries} />
            </ContextMenu.Popup>
          </ContextMenu.Positioner>
        </ContextMenu.Portal>
      </ContextMenu.SubmenuRoot>
    ),
  );
}
