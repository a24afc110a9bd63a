import styles from './Keys.module.css';

const mac = navigator.platform.startsWith('Mac');
const words: Record<string, string> = {
  Ctrl: mac ? '⌘' : 'Ctrl',
  Shift: mac ? '⇧' : 'Shift',
  Alt: mac ? '⌥' : 'Alt',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Escape: 'Esc',
  ' ': 'Space',
};

/** A key combination such as `Ctrl+Shift+A`, as key caps. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles.keys}>
      {splitKeys(keys).map((key) => (
        <kbd key={key} className={styles.key}>
          {words[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}

/** `Ctrl++` is Ctrl and the plus key. */
function splitKeys(keys: string): string[] {
  return keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys === '+' ? ['+'] : keys.split('+');
}
