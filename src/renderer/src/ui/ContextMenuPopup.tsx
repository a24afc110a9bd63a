import { ContextMenu } from '@base-ui/react/context-menu';
import { Keys } from './Keys.tsx';
import styles from './Menu.module.css';

export interface MenuEntry {
  readonly title: string;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  readonly run: () => void;
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
              {entries.map((entry) => (
                <ContextMenu.Item key={entry.title} className={styles.item} disabled={entry.disabled ?? false} onClick={entry.run}>
                  {entry.title}
                  {entry.keys != null && <Keys keys={entry.keys} />}
                </ContextMenu.Item>
              ))}
            </div>
          ))}
        </ContextMenu.Popup>
      </ContextMenu.Positioner>
    </ContextMenu.Portal>
  );
}
