/** What sections of the settings are made of. */
import type { ReactNode } from 'react';
import type { Settings } from '#contract/system.ts';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { t } from '#renderer/i18n/t.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import styles from './Settings.module.css';

/** Settings about one thing. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  );
}

/** What is set at the left, with what at the right. */
export function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.row}>
      <span>{label}</span>
      {children}
    </div>
  );
}

type Switchable = { [K in keyof Settings]: Settings[K] extends boolean ? K : never }[keyof Settings];

/** A setting that is on or off. */
export function OnOff({ label, setting }: { label: string; setting: Switchable }) {
  const isOn = useSettings((state) => state.value?.[setting] ?? false);
  return (
    <Row label={label}>
      <Segmented
        label={label}
        value={isOn ? 'on' : 'off'}
        options={[
          { value: 'on', label: t.settings.on },
          { value: 'off', label: t.settings.off },
        ]}
        onChange={(choice) => void changeSettings({ [setting]: choice === 'on' })}
      />
    </Row>
  );
}
