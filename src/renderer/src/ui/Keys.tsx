import { t } from '#renderer/i18n/t.ts';
import styles from './Keys.module.css';

const mac = navigator.platform.startsWith('Mac');
/** The name on a key cap, as it stands on keyboards of the language. */
function capOf(key: string): string {
  const { keys } = t.ui;
  const caps: Record<string, string> = {
    Ctrl: mac ? '⌘' : keys.ctrl,
    Shift: mac ? '⇧' : keys.shift,
    Alt: mac ? '⌥' : 'Alt',
    ArrowLeft: '←',
    ArrowRight: '→',
    ArrowUp: '↑',
    ArrowDown: '↓',
    PageUp: keys.pageUp,
    PageDown: keys.pageDown,
    Escape: keys.escape,
    Space: keys.space,
    ' ': keys.space,
    Home: keys.home,
    End: keys.end,
    Delete: keys.delete,
  };
  return caps[key] ?? key;
}

/** A key combination such as `Ctrl+Shift+A`, as key caps. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles.keys}>
      {splitKeys(keys).map((key) => (
        <kbd key={key} className={styles.key}>
          {capOf(key)}
        </kbd>
      ))}
    </span>
  );
}

/** `Ctrl++` is Ctrl and the plus key. */
function splitKeys(keys: string): string[] {
  return keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys === '+' ? ['+'] : keys.split('+');
}
