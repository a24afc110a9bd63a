import { useState } from 'react';
import { parseUtcOffset, usedOffsets } from '#domain/utc-offset.ts';
import { t } from '#renderer/i18n/t.ts';
import { Suggest } from '#renderer/ui/Suggest.tsx';
import { valueOf, type Edit, type Said } from './said.ts';
import styles from './Say.module.css';

/** How far the clock of the camera was from UTC. It stands beside the wall clock, which is never converted by it. */
export function OffsetField({ offset, onEdit }: { offset: Said['taken_at_offset']; onEdit: Edit }) {
  const [isRefused, setRefused] = useState(false);
  const value = valueOf(offset);
  const set = (typed: string): void => {
    const parsed = parseUtcOffset(typed);
    setRefused(typed !== '' && parsed === null);
    if ((typed === '' || parsed !== null) && parsed !== value) void onEdit({ taken_at_offset: parsed });
  };
  return (
    <div className={styles.field}>
      <span className={styles.label}>{t.inspector.offset}</span>
      <Suggest
        label={t.inspector.offset}
        value={value ?? ''}
        placeholder={value === undefined ? t.inspector.mixedOffsets : t.inspector.noOffset}
        items={usedOffsets}
        onChoose={set}
        keepsText
      />
      {isRefused && (
        <p className={styles.refused} role="alert">
          {t.inspector.offsetRefused}
        </p>
      )}
    </div>
  );
}
