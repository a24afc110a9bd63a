import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import type { Conflict } from '#contract/scan.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Picker } from '#renderer/ui/Picker.tsx';
import styles from './Dialogs.module.css';
import { closeInboxDialog } from './inbox-dialogs.ts';
import { decisionsOf, pairingOf, type Lost, type Pairing } from './pairing.ts';
import { decide } from './plan-store.ts';
import { Thumb } from './Thumb.tsx';

const none = '';

/** What is gone on the left, what each of it is now on the right; nothing is done before the button says how many. */
export function PairDialog({ conflicts, all }: { conflicts: readonly Conflict[]; all: readonly Conflict[] }) {
  // What is asked stays as it was asked, whatever a scan finds meanwhile: the core looks again before it does anything.
  const [pairing] = useState(() => pairingOf(conflicts, all));
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(pairing.suggested);
  const choose = (key: string, path: string): void => {
    const next = new Map(chosen);
    if (path === none) next.delete(key);
    else next.set(key, path);
    setChosen(next);
  };
  const confirm = (): void => {
    closeInboxDialog();
    void decide(decisionsOf(conflicts, chosen), conflicts);
  };
  return (
    <Modal
      onClose={closeInboxDialog}
      title={t.conflicts.whichBecame}
      width={820}
      description={pairing.isOnePicture ? t.conflicts.onePicture : t.conflicts.chooseNewFile}
      foot={
        <>
          <Button onClick={closeInboxDialog}>{t.common.cancel}</Button>
          <Button variant="accent" aria-disabled={chosen.size === 0} onClick={() => chosen.size > 0 && confirm()}>
            {t.conflicts.linkFiles(chosen.size)}
          </Button>
        </>
      }
    >
      <ul className={styles.pairs} aria-label={t.conflicts.filesGone}>
        {pairing.lost.map((lost) => (
          <Pair key={lost.key} lost={lost} pairing={pairing} chosen={chosen} onChoose={(path) => choose(lost.key, path)} />
        ))}
      </ul>
    </Modal>
  );
}

function Pair({
  lost,
  pairing: { candidates },
  chosen,
  onChoose,
}: {
  lost: Lost;
  pairing: Pairing;
  chosen: ReadonlyMap<string, string>;
  onChoose: (path: string) => void;
}) {
  const path = chosen.get(lost.key) ?? none;
  const taken = new Set([...chosen].filter(([key]) => key !== lost.key).map(([, each]) => each));
  return (
    <li className={styles.pair}>
      <Thumb hothash={lost.hothash} />
      <span className={styles.path} title={lost.path}>
        <bdi>{lost.path}</bdi>
      </span>
      <ArrowRight size={16} strokeWidth={1.5} aria-hidden />
      <Thumb hothash={candidates.find((each) => each.path === path)?.hothash ?? null} />
      <div className={styles.picker}>
        <Picker
          label={t.conflicts.isNow(lost.path)}
          value={path}
          options={[
            { value: none, label: t.conflicts.noneOfThese },
            ...candidates.map((each) => ({
              value: each.path,
              label: each.path,
              note: <Thumb hothash={each.hothash} />,
              disabled: taken.has(each.path),
            })),
          ]}
          onChange={onChoose}
        />
      </div>
    </li>
  );
}
