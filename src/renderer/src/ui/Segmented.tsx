import { ToggleGroup } from '@base-ui/react/toggle-group';
import { Toggle } from '@base-ui/react/toggle';
import type { LucideIcon } from 'lucide-react';
import styles from './Segmented.module.css';

/** A few exclusive views side by side; with an icon the word becomes the name. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: string; icon?: LucideIcon }[];
  onChange: (value: T) => void;
}) {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={(next) => next[0] != null && onChange(next[0] as T)}
      className={styles.group}
    >
      {options.map(({ value: each, label: name, icon: Icon }) => (
        <Toggle key={each} value={each} aria-label={name} title={Icon == null ? undefined : name} className={styles.item}>
          {Icon == null ? name : <Icon size={16} strokeWidth={1.5} aria-hidden />}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
