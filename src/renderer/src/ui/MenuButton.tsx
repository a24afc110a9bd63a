import { Menu } from '@base-ui/react/menu';
import { Check, type LucideIcon } from 'lucide-react';
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
        {entries.some((entry) => entry.checked !== undefined) && <Choices entries={entries} />}
        {entries.map(
          (entry) =>
            entry.checked === undefined && (
              <Menu.Item key={entry.title} className={styles.item} disabled={entry.disabled ?? false} onClick={entry.run}>
                {entry.title}
                {entry.keys != null && <Keys keys={entry.keys} />}
              </Menu.Item>
            ),
        )}
      </div>
    ));
}

/** Entries of which one is on. */
function Choices({ entries }: { entries: readonly MenuEntry[] }) {
  const choices = entries.filter((entry) => entry.checked !== undefined);
  return (
    <Menu.RadioGroup
      value={choices.find((entry) => entry.checked)?.title ?? null}
      onValueChange={(title) => choices.find((entry) => entry.title === title)?.run()}
    >
      {choices.map((entry) => (
        <Menu.RadioItem key={entry.title} value={entry.title} className={styles.item} closeOnClick>
          {entry.title}
          <Menu.RadioItemIndicator className={styles.check}>
            <Check size={16} strokeWidth={1.5} aria-hidden />
          </Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
