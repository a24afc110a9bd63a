import { Folder, FolderPlus, X } from 'lucide-react';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import styles from './Import.module.css';

/** Where the photos come from. */
export function Sources({
  sources,
  fixed,
  onAdd,
  onChange,
}: {
  sources: readonly string[];
  fixed: boolean;
  onAdd: () => void;
  onChange: (sources: readonly string[]) => void;
}) {
  if (sources.length === 0) {
    return (
      <div className={styles.choose}>
        <p>{t.imports.dropAnywhere}</p>
        <Button variant="accent" data-autofocus="" onClick={onAdd}>
          <FolderPlus size={16} strokeWidth={1.5} aria-hidden /> {t.imports.chooseFolder}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.sources}>
      <ul aria-label={t.imports.sources} className={styles.sourceList}>
        {sources.map((source) => (
          <li key={source} className={styles.source}>
            <Folder size={16} strokeWidth={1.5} aria-hidden />
            <span className={styles.sourcePath} title={source}>
              {source}
            </span>
            {!fixed && (
              <IconButton
                icon={X}
                label={t.imports.removeSource(source)}
                onClick={() => onChange(sources.filter((other) => other !== source))}
              />
            )}
          </li>
        ))}
      </ul>
      {!fixed && (
        <Button variant="ghost" onClick={onAdd}>
          <FolderPlus size={16} strokeWidth={1.5} aria-hidden /> {t.restore.addFolder}
        </Button>
      )}
    </div>
  );
}
