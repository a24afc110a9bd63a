import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { TagInput } from '#renderer/ui/TagInput.tsx';
import { tagWords, type Edit, type Said } from './said.ts';
import styles from './Say.module.css';

/** The tags of the selected photos. A tag that only some have says so, and can be given to all. */
export function TagField({ said, onEdit }: { said: Said; onEdit: Edit }) {
  const known = useCall('tag.list', {}, ['organize.changed']).value?.tags ?? [];
  const has = new Set(said.tags.filter((tag) => tag.photos === said.count).map((tag) => tag.name));
  return (
    <div className={styles.field}>
      <span className={styles.label}>{t.commands.tagsGroup}</span>
      <TagInput
        tags={said.tags.map((tag) => ({ name: tag.name, words: tagWords(tag, said.count), isPartly: tag.photos < said.count }))}
        known={known.map((tag) => tag.name).filter((name) => !has.has(name))}
        onAdd={(name) => void onEdit({ add_tags: [name] })}
        onRemove={(name) => void onEdit({ remove_tags: [name] })}
      />
    </div>
  );
}
