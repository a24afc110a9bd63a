import { useState } from 'react';
import type { Conflict } from '#contract/scan.ts';
import { baseName } from '#domain/rel-path.ts';
import { proposedName, renamedPath, whyNotName } from '#domain/resolve/new-name.ts';
import { t } from '#renderer/i18n/t.ts';
import { TextField } from '#renderer/ui/TextField.tsx';
import styles from './Dialogs.module.css';
import { readFacts } from './facts.ts';
import { chooseOne } from './inbox-actions.ts';
import { forgetChoice, useInbox } from './inbox-store.ts';

/** Another name for the file that gets in the way: proposed, free to change, checked while one types. */
export function RenameField({ conflict, all }: { conflict: Conflict; all: readonly Conflict[] }) {
  const { paths } = readFacts(conflict);
  const goes = paths.at(-1) ?? conflict.path;
  const { id } = conflict;
  const chosen = useInbox((state) => (id == null ? undefined : state.chosen.get(id)));
  const [name, setName] = useState(chosen?.as === 'rename' && chosen.path != null ? chosen.path : proposedName(goes, paths));
  const error = whyNotName(goes, name, paths);
  if (id == null) return null;
  const change = (next: string): void => {
    setName(next);
    // A name that cannot be is no decision: what was chosen before it must not be done in its stead.
    if (whyNotName(goes, next, paths) == null) chooseOne({ id, as: 'rename', path: next }, all);
    else forgetChoice(id);
  };
  return (
    <div className={styles.rename}>
      <TextField
        label={t.conflicts.newNameFor(baseName(goes))}
        mono
        value={name}
        spellCheck={false}
        error={error}
        hint={
          <>
            {t.conflicts.becomes} <bdi>{renamedPath(goes, name)}</bdi>
          </>
        }
        onChange={(event) => change(event.currentTarget.value)}
      />
    </div>
  );
}
