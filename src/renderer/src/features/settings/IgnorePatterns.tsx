import { useState } from 'react';
import { changeSettings } from '#renderer/api/settings-store.ts';
import { t } from '#renderer/i18n/t.ts';
import { TextArea } from '#renderer/ui/TextField.tsx';
import styles from './Settings.module.css';

/** What scans and imports pass over, a pattern a line; it counts when the field is left. */
export function IgnorePatterns({ patterns }: { patterns: readonly string[] }) {
  const [typed, setTyped] = useState<string | null>(null);
  const keep = (text: string): void => {
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    void changeSettings({ ignore_patterns: lines.slice(0, 100) });
    setTyped(null);
  };
  return (
    <div>
      <TextArea
        label={t.settings.passOver}
        rows={3}
        spellCheck={false}
        value={typed ?? patterns.join('\n')}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => typed != null && keep(typed)}
      />
      <p className={styles.promise}>{t.settings.passOverMeans}</p>
    </div>
  );
}
