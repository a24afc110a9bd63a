import { ChevronDown, ChevronRight, Image as Picture } from 'lucide-react';
import { useId, useState } from 'react';
import type { Conflict } from '#contract/scan.ts';
import { hotpreviewUrl } from '#renderer/api/media.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { formatNumber } from '#renderer/ui/format.ts';
import { photoOf, reasonOf, suggestion, type ConflictGroup as Group } from './conflict-words.ts';
import styles from './Conflicts.module.css';

/** Rows added with each step: a reorganised archive has thousands of findings, and nobody reads them all. */
const step = 100;

/** All findings of one kind, under what the kind means. */
export function ConflictGroup({ group, isQuiet }: { group: Group; isQuiet: boolean }) {
  const { value: explanation, error } = useCall('conflict.explain', { kind: group.kind });
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState(step);
  const id = useId();
  const total = group.conflicts.length;
  const title = explanation?.title ?? group.kind.replaceAll('_', ' ');
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <section className={styles.group} aria-labelledby={`${id}-title`}>
      <header className={styles.groupHead}>
        <h3 id={`${id}-title`} className={styles.groupTitle}>
          {title}
        </h3>
        <Chip tone={isQuiet ? 'neutral' : 'warn'}>{formatNumber(total)}</Chip>
        <Button
          variant="ghost"
          className={styles.why ?? ''}
          aria-expanded={isOpen}
          aria-controls={`${id}-why`}
          aria-label={`Why? ${title}`}
          onClick={() => setOpen(!isOpen)}
        >
          <Chevron size={16} strokeWidth={1.5} aria-hidden /> Why?
        </Button>
      </header>
      <div id={`${id}-why`} hidden={!isOpen} className={styles.explanation}>
        <p>{explanation?.why ?? error}</p>
        {explanation != null && explanation.what_you_can_do.length > 0 && (
          <>
            <h4 className={styles.heading}>What you can do</h4>
            <ul className={styles.actions}>
              {explanation.what_you_can_do.map((action) => (
                <li key={action}>{action}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      <ul className={styles.rows}>
        {group.conflicts.slice(0, shown).map((conflict) => (
          <ConflictRow key={conflict.id ?? conflict.path} conflict={conflict} />
        ))}
      </ul>
      {shown < total && (
        <Button variant="ghost" className={styles.more ?? ''} onClick={() => setShown(shown + step)}>
          Show {formatNumber(Math.min(step, total - shown))} more of {formatNumber(total)}
        </Button>
      )}
    </section>
  );
}

function ConflictRow({ conflict }: { conflict: Conflict }) {
  const storage = useStorages((state) =>
    (state.value ?? []).length > 1 ? state.value?.find(({ uuid }) => uuid === conflict.storage_uuid)?.display_name : undefined,
  );
  const words = suggestion(conflict);
  return (
    <li className={styles.row}>
      <Preview hothash={photoOf(conflict)} />
      <div className={styles.words}>
        <p className={styles.path}>{conflict.path === '' ? 'The whole storage' : conflict.path}</p>
        <p className={styles.reason}>{reasonOf(conflict)}</p>
        {words != null && (
          <p className={styles.suggestion}>
            <span className={styles.quiet}>Suggested:</span> {words}
          </p>
        )}
      </div>
      {storage != null && <span className={styles.storage}>{storage}</span>}
    </li>
  );
}

/** The photo where one is known and has a preview, else a quiet sign. */
function Preview({ hothash }: { hothash: string | null }) {
  const [failed, setFailed] = useState(false);
  return (
    <span className={styles.preview}>
      {hothash == null || failed ? (
        <Picture size={20} strokeWidth={1.25} aria-hidden />
      ) : (
        <img src={hotpreviewUrl(hothash)} alt="" decoding="async" loading="lazy" draggable={false} onError={() => setFailed(true)} />
      )}
    </span>
  );
}
