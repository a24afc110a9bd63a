import { Diff } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { Conflict } from '#contract/scan.ts';
import { layersOf } from '#renderer/api/media.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { LinkedPicture } from '#renderer/ui/LinkedPicture.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { useLinkedZoom, type LinkedZoom } from '#renderer/ui/use-linked-zoom.ts';
import hidden from '#renderer/ui/Unseen.module.css';
import { canLocate, choicesOf, isDecidable, isSame } from './decisions.ts';
import { afterToggle, columnsOf, factRows, isKept, type Column } from './detail-columns.ts';
import styles from './Detail.module.css';
import { photoOf } from './facts.ts';
import { accept, chooseOne, locate } from './inbox-actions.ts';
import { askPairs, askSession } from './inbox-dialogs.ts';
import { decisionOf, useInbox } from './inbox-store.ts';
import { canPair } from './pairing.ts';
import { RenameField } from './RenameField.tsx';
import { outcomeSentence, outcomeWords } from './outcome-words.ts';
import { usePlan } from './plan-store.ts';

/** The sides of a finding beside each other, where they differ, and what is to become of them. */
export function Comparison({ conflict, all }: { conflict: Conflict; all: readonly Conflict[] }) {
  const hothash = photoOf(conflict);
  const { value: photo } = useCall('photo.show', hothash == null ? null : { hothash });
  const chosen = useInbox((state) => state.chosen);
  const zoom = useLinkedZoom();
  const decision = decisionOf(conflict, chosen);
  const columns = columnsOf(conflict, photo);
  const rows = factRows(columns);
  const choices = choicesOf(conflict);
  const toggle = (column: Column): void => {
    const next = afterToggle(conflict, columns, decision, column);
    if (next != null) chooseOne(next, all);
  };
  // A name of one's own is the choice to rename, too.
  const current = choices.findIndex(
    (choice) => decision != null && (isSame(choice.decision, decision) || (decision.as === 'rename' && choice.decision.as === 'rename')),
  );
  return (
    <>
      <div className={styles.pictures} style={{ '--columns': columns.length } as CSSProperties}>
        {columns.map((column) => (
          <figure key={column.title} className={styles.column}>
            <LargePicture column={column} zoom={zoom} />
            <figcaption>
              <span className={styles.columnTitle}>{column.title}</span>
              <span className={styles.columnPath}>{column.path === '' ? t.conflicts.wholeStorage : column.path}</span>
            </figcaption>
          </figure>
        ))}
      </div>
      <table className={styles.table}>
        <colgroup>
          <col className={styles.labels} />
        </colgroup>
        <thead className={hidden.unseen}>
          <tr>
            <td />
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, cells, differs }) => (
            <tr key={label} data-differs={differs ? '' : undefined}>
              <th scope="row" className={styles.label}>
                {differs && <Diff size={14} strokeWidth={2} role="img" aria-label={t.conflicts.differs} />}
                {label}
              </th>
              {cells.map((cell, n) => (
                <td key={columns[n]?.title} className={styles.cell}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
          {columns.some(({ key }) => key != null) && isDecidable(conflict) && (
            <tr>
              <th scope="row" className={styles.label}>
                {t.conflicts.keepThis}
              </th>
              {columns.map((column) => (
                <td key={column.title} className={styles.cell}>
                  {column.key != null && (
                    <Switch
                      label={t.conflicts.keepColumn(column.path, column.title)}
                      checked={isKept(conflict, decision, column) === true}
                      onChange={() => toggle(column)}
                    />
                  )}
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
      {conflict.kind === 'name_collision' && isDecidable(conflict) && <RenameField conflict={conflict} all={all} />}
      {choices.length > 1 && (
        <Choice
          label={t.conflicts.whatToDo}
          value={String(current)}
          options={choices.map((choice, n) => ({
            value: String(n),
            title: outcomeWords(conflict, choice.decision),
            ...(choice.isSuggested ? { note: t.findings.lanes.suggest.title } : {}),
          }))}
          onChange={(n) => {
            const choice = choices[Number(n)];
            if (choice != null) chooseOne(choice.decision, all);
          }}
        />
      )}
    </>
  );
}

/** One sentence that says what will be, and the button that does it. */
export function Outcome({ conflict, all }: { conflict: Conflict; all: readonly Conflict[] }) {
  const chosen = useInbox((state) => state.chosen);
  const isPlanning = usePlan((state) => state.isPlanning);
  const decision = decisionOf(conflict, chosen);
  const isLocatable = canLocate(conflict);
  const isPairable = canPair(conflict, all);
  const isNew = conflict.kind === 'untracked' && isDecidable(conflict) && conflict.facts['forgotten'] !== true;
  if (decision == null && !isLocatable && !isPairable) return null;
  return (
    <footer className={styles.outcome}>
      <p aria-live="polite">{decision == null ? t.conflicts.showWhere : outcomeSentence(conflict, decision)}</p>
      {isPairable && <Button onClick={() => askPairs([conflict])}>{t.conflicts.pairByHand}</Button>}
      {isNew && <Button onClick={() => askSession([conflict])}>{t.conflicts.anotherSession}</Button>}
      {isLocatable && <Button onClick={() => void locate([conflict])}>{t.conflicts.locate}</Button>}
      {decision != null && (
        <Button variant="accent" aria-disabled={isPlanning} onClick={() => accept([conflict])}>
          {decision.as === 'set_aside' ? t.conflicts.preview : t.conflicts.doThis}
        </Button>
      )}
    </footer>
  );
}

/** The small preview at once, the large one over it, every pixel once one zooms in and the storage is there. */
function LargePicture({ column, zoom }: { column: Column; zoom: LinkedZoom }) {
  return (
    <span className={styles.frame}>
      <LinkedPicture layers={column.hothash == null ? [] : layersOf(column.hothash, zoom.isZoomed)} zoom={zoom} />
    </span>
  );
}
