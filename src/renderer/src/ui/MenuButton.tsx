import { Menu } from '@base-ui/react/menu';
import type { LucideIcon } from 'lucide-react';
import type { MenuEntry } from './ContextMenuPopup.tsx';
import iconButton from './IconButton.module.css';
import { Keys } from './Keys.tsx';
import styles from './Menu.module.css';

/** An icon that opens a menu: groups of entries with hairlines between them, made when it opens. */
export function MenuButton({
  icon: Icon,
  label,
  groups,
  returnsTo,
}: {
  icon: LucideIcon;
  label: string;
  groups: () => readonly (readonly MenuEntry[])[];
  /** In a list that has the focus itself: reached by the keys of the list alone, and the focus goes back to it. */
  returnsTo?: () => HTMLElement | null;
}) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={iconButton.button} aria-label={label} {...(returnsTo == null ? {} : { tabIndex: -1 })}>
        <Icon size={16} strokeWidth={1.5} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles.positioner} sideOffset={4} align="end">
          <Menu.Popup className={styles.popup} {...(returnsTo == null ? {} : { finalFocus: () => returnsTo() ?? true })}>
            <Entries groups={groups()} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Entries({ groups }: { groups: readonly (readonly MenuEntry[])[] }) {
  return groups
    .filter((entries) => entries.length > 0)
    .map((entries, n) => (
      <div key={entries[0]?.title} role="none">
        {n > 0 && <Menu.Separator className={styles.separator} />}
        {entries.map((entry) => (
          <Menu.Item key={entry.title} className={styles.item} disabled={entry.disabled ?? false} onClick={entry.run}>
            {entry.title}
            {entry.keys != null && <Keys keys={entry.keys} />}
          </Menu.Item>
        ))}
      </div>
    ));
}
