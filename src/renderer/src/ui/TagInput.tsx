import { Plus, X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { cx } from './cx.ts';
import { Suggest } from './Suggest.tsx';
import styles from './TagInput.module.css';

export interface ShownTag {
  readonly name: string;
  /** The name, or more than that. */
  readonly words?: ReactNode;
  /** Not all have it; it can be given to the others. */
  readonly isPartly?: boolean;
}

/**
 * Tags as chips, and a field with suggestions for more.
 * @param known tags to suggest
 * @param leaveConfirms what is typed counts when the field is left, too: nothing else asks for it again
 */
export function TagInput({
  tags,
  known,
  onAdd,
  onRemove,
  leaveConfirms = false,
}: {
  tags: readonly ShownTag[];
  known: readonly string[];
  onAdd: (name: string) => void;
  onRemove: (name: string) => void;
  leaveConfirms?: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const last = tags.at(-1);
  const remove = (name: string): void => {
    onRemove(name);
    // The button goes with its chip.
    box.current?.querySelector('input')?.focus();
  };
  return (
    <div ref={box} className={styles.tags}>
      {tags.length > 0 && (
        <ul className={styles.chips} aria-label={t.commands.tagsGroup}>
          {tags.map(({ name, words = name, isPartly = false }) => (
            <li key={name} className={cx(styles.chip, isPartly && styles.partly)}>
              <span className={styles.name}>{words}</span>
              {isPartly && (
                <button type="button" aria-label={t.inspector.addToAll(name)} onClick={() => onAdd(name)}>
                  <Plus size={12} strokeWidth={2} aria-hidden />
                </button>
              )}
              <button type="button" aria-label={t.inspector.removeTag(name)} onClick={() => remove(name)}>
                <X size={12} strokeWidth={2} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Suggest
        label={t.commands.addTag}
        placeholder={t.commands.addTag}
        items={known}
        maxLength={200}
        leaveConfirms={leaveConfirms}
        onChoose={onAdd}
        onBackspace={() => last != null && remove(last.name)}
      />
    </div>
  );
}
