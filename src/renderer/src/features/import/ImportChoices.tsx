import type { ImportPreview } from '#contract/import.ts';
import { t } from '#renderer/i18n/t.ts';
import { Choice } from '#renderer/ui/Choice.tsx';
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
        label={t.imports.whereTheyAre}
        value={value.mode}
        options={[
          { value: 'copy', title: t.imports.leaveThem, note: t.imports.leaveThemMeans },
          { value: 'move', title: t.imports.intoTrash, note: t.imports.intoTrashMeans },
        ]}
        onChange={(mode) => onChange({ ...value, mode })}
      />
      <div className={styles.policies}>
        {here > 0 && (
          <Picker
            label={t.imports.filesHere(here)}
            value={value.duplicates}
            options={[
              { value: 'skip', label: t.imports.policies.skip },
              { value: 'reference', label: t.imports.policies.reference },
              { value: 'keep', label: t.imports.policies.keep },
            ]}
            onChange={(duplicates) => onChange({ ...value, duplicates })}
          />
        )}
        {(preview?.elsewhere ?? 0) > 0 && (
          <Picker
            label={t.imports.filesElsewhere(preview?.elsewhere ?? 0)}
            value={value.elsewhere}
            options={[
              { value: 'keep', label: t.imports.policies.elsewhereKeep },
              { value: 'skip', label: t.imports.policies.elsewhereSkip },
            ]}
            onChange={(elsewhere) => onChange({ ...value, elsewhere })}
          />
        )}
        {(groups?.same_picture ?? 0) > 0 && (
          <Picker
            label={t.imports.filesOtherBytes(groups?.same_picture ?? 0)}
            value={value.samePicture}
            options={[
              { value: 'keep', label: t.imports.policies.keepCopies },
              { value: 'reference', label: t.imports.policies.reference },
              { value: 'skip', label: t.imports.policies.skip },
            ]}
            onChange={(samePicture) => onChange({ ...value, samePicture })}
          />
        )}
      </div>
    </>
  );
}
