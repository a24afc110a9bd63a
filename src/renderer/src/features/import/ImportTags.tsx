import { useId } from 'react';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { TagInput } from '#renderer/ui/TagInput.tsx';
import styles from './Import.module.css';
import { withTag } from './import-choices.ts';

/** Tags for every photo that the import brings. */
export function ImportTags({ tags, onChange }: { tags: readonly string[]; onChange: (tags: readonly string[]) => void }) {
  const id = useId();
  const known = useCall('tag.list', {}, ['organize.changed']).value?.tags ?? [];
  return (
    <div className={styles.tags} role="group" aria-labelledby={id}>
      <span id={id} className={styles.tagsLabel}>
        {t.imports.tagsOfNew}
      </span>
      <TagInput
        leaveConfirms
        tags={tags.map((name) => ({ name }))}
        known={known.map(({ name }) => name).filter((name) => !tags.includes(name))}
        onAdd={(name) => onChange(withTag(tags, name))}
        onRemove={(name) => onChange(tags.filter((each) => each !== name))}
      />
    </div>
  );
}
