import type { ImportPreview } from '#contract/import.ts';
import { Choice } from '#renderer/ui/Choice.tsx';
import { plural } from '#renderer/ui/format.ts';
import { Picker } from '#renderer/ui/Picker.tsx';
import type { ImportChoices as Choices } from './import-choices.ts';
import styles from './PreviewTable.module.css';

/** What happens with the sources, and with each group of files that is known already; groups that are empty ask nothing. */
export function ImportChoices({
  value,
  preview,
  onChange,
}: {
  value: Choices;
  preview: ImportPreview | null;
  onChange: (next: Choices) => void;
}) {
  const groups = preview?.groups;
  const here = (groups?.identical ?? 0) - (preview?.elsewhere ?? 0);
  return (
    <>
      <Choice
        label="The files where they are now"
        value={value.mode}
        options={[
          { value: 'copy', title: 'Leave them there', note: 'Nothing of the source changes.' },
          { value: 'move', title: 'Put them into the trash', note: 'Each once its copy was read again and is on record.' },
        ]}
        onChange={(mode) => onChange({ ...value, mode })}
      />
      <div className={styles.policies}>
        {here > 0 && (
          <Picker
            label={`${plural(here, 'file')} already here`}
            value={value.duplicates}
            options={[
              { value: 'skip', label: 'Skip them' },
              { value: 'reference', label: 'Show those that are here' },
              { value: 'keep', label: 'Import once more' },
            ]}
            onChange={(duplicates) => onChange({ ...value, duplicates })}
          />
        )}
        {(preview?.elsewhere ?? 0) > 0 && (
          <Picker
            label={`${plural(preview?.elsewhere ?? 0, 'file')} in other storages`}
            value={value.elsewhere}
            options={[
              { value: 'keep', label: 'Import them here too' },
              { value: 'skip', label: 'Skip what is there now' },
            ]}
            onChange={(elsewhere) => onChange({ ...value, elsewhere })}
          />
        )}
        {(groups?.same_picture ?? 0) > 0 && (
          <Picker
            label={`${plural(groups?.same_picture ?? 0, 'same picture')}, other bytes`}
            value={value.samePicture}
            options={[
              { value: 'keep', label: 'Keep as further copies' },
              { value: 'reference', label: 'Show those that are here' },
              { value: 'skip', label: 'Skip them' },
            ]}
            onChange={(samePicture) => onChange({ ...value, samePicture })}
          />
        )}
      </div>
    </>
  );
}
