import { useState } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { Keys } from '#renderer/ui/Keys.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { commandContext } from './commands/context.ts';
import { commands } from './commands/table.ts';
import { showOverlay } from './navigation.ts';
import styles from './ShortcutSheet.module.css';

/** All keys by group; those that do nothing on this screen are quieter, those that do can be clicked. */
export function ShortcutSheet() {
  const [context] = useState(commandContext);
  const groups = Map.groupBy(
    commands.filter((command) => command.keys.length > 0),
    (command) => command.group(),
  );
  return (
    <Modal onClose={() => showOverlay(null)} title={t.app.shortcuts} width={820}>
      <div className={styles.sheet}>
        {[...groups].map(([group, list]) => (
          <section key={group} className={styles.group}>
            <h3 className={styles.heading}>{group}</h3>
            <ul>
              {list.map((command) => {
                const here = command.when(context);
                return (
                  <li key={command.id}>
                    <button
                      type="button"
                      className={styles.item}
                      disabled={!here}
                      onClick={() => (showOverlay(null), requestAnimationFrame(() => command.run(context)))}
                    >
                      <span className={styles.title}>{command.title()}</span>
                      {command.keys.slice(0, 2).map((keys) => (
                        <Keys key={keys} keys={keys} />
                      ))}
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
      </div>
    </Modal>
  );
}
