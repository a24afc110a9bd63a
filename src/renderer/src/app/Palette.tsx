import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import line from '#renderer/ui/ListRow.module.css';
import { Keys } from '#renderer/ui/Keys.tsx';
import { takeFocus } from '#renderer/ui/take-focus.ts';
import { searchCommands } from './commands/registry.ts';
import { commandContext } from './commands/context.ts';
import { commands } from './commands/table.ts';
import { showOverlay } from './navigation.ts';
import styles from './Palette.module.css';

/** Every command that makes sense here, found by typing. */
export function Palette() {
  const [context] = useState(commandContext);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = searchCommands(
    commands.filter((command) => command.hidden !== true && command.id !== 'palette' && command.when(context)),
    typed,
  );
  useEffect(() => {
    // Braces: it returns a promise in newer Chromium, which is no clean-up.
    void list.current?.querySelector(`[data-n="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const run = (n: number): void => {
    const command = found[n];
    if (command == null) return;
    showOverlay(null);
    // After the dialog has given the focus back, which some commands want to move.
    requestAnimationFrame(() => command.run(context));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = found.length - 1;
    const moves: Record<string, () => void> = {
      ArrowDown: () => setActive(active >= last ? 0 : active + 1),
      ArrowUp: () => setActive(active <= 0 ? last : active - 1),
      Enter: () => run(active),
    };
    const move = moves[event.key];
    if (move == null) return;
    event.preventDefault();
    move();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && showOverlay(null)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} data-toast-line="edge" aria-label={t.app.findCommand} initialFocus={false}>
          <input
            ref={takeFocus}
            className={styles.input}
            role="combobox"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={found.length === 0 ? undefined : `${id}-${active}`}
            aria-label={t.app.findCommand}
            placeholder={t.app.findCommand}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
          <div ref={list} id={`${id}-list`} role="listbox" aria-label={t.app.commands} className={styles.list} tabIndex={-1}>
            {found.map((command, n) => (
              <div
                key={command.id}
                id={`${id}-${n}`}
                data-n={n}
                role="option"
                aria-selected={n === active}
                className={cx(line.row, styles.item)}
                onClick={() => run(n)}
                onPointerMove={() => setActive(n)}
              >
                <span>{command.title()}</span>
                <span className={styles.group}>{command.group()}</span>
                {command.keys[0] != null && <Keys keys={command.keys[0]} />}
              </div>
            ))}
            {found.length === 0 && (
              <p className={styles.none} role="option" aria-selected={false} aria-disabled="true">
                {t.app.noCommand(typed)}
              </p>
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
