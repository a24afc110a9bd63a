import { Plus, X } from 'lucide-react';
import { useRef } from 'react';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Suggest } from '#renderer/ui/Suggest.tsx';
import { tagWords, type Edit, type Said } from './said.ts';
import styles from './Say.module.css';

/** Tags as chips, and a field for more. A tag that only some have says so, and can be given to all. */
export function TagField({ said, onEdit }: { said: Said; onEdit: Edit }) {
  const known = useCall('tag.list', {}, ['organize.changed']).value?.tags ?? [];
  const box = useRef<HTMLDivElement>(null);
  const has = new Set(said.tags.filter((tag) => tag.photos === said.count).map((tag) => tag.name));
  const last = said.tags.at(-1);
  const remove = (name: string): void => {
    void onEdit({ remove_tags: [name] });
    // The button goes with its chip.
    box.current?.querySelector('input')?.focus();
  };
  return (
    <div ref={box} className={styles.field}>
      <span className={styles.label}>{t.commands.tagsGroup}</span>
      {said.tags.length > 0 && (
        <ul className={styles.chips} aria-label={t.commands.tagsGroup}>
          {said.tags.map((tag) => (
            <li key={tag.name} className={cx(styles.chip, tag.photos < said.count && styles.partly)}>
              <span className={styles.chipName}>{tagWords(tag, said.count)}</span>
              {tag.photos < said.count && (
                <button type="button" aria-label={t.inspector.addToAll(tag.name)} onClick={() => void onEdit({ add_tags: [tag.name] })}>
                  <Plus size={12} strokeWidth={2} aria-hidden />
                </button>
              )}
              <button type="button" aria-label={t.inspector.removeTag(tag.name)} onClick={() => remove(tag.name)}>
                <X size={12} strokeWidth={2} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Suggest
        label={t.commands.addTag}
        placeholder={t.commands.addTag}
        items={known.map((tag) => tag.name).filter((name) => !has.has(name))}
        onChoose={(name) => void onEdit({ add_tags: [name] })}
        onBackspace={() => last != null && remove(last.name)}
      />
    </div>
  );
}
