import { Select } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Picker.module.css';

/** One of a list, closed to one line. */
export function Picker<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T | null;
  options: readonly { value: T; label: string; note?: ReactNode; disabled?: boolean }[];
  onChange: (value: T) => void;
}) {
  return (
    <Select.Root
      value={value}
      onValueChange={(next) => next != null && onChange(next as T)}
      items={options.map(({ value: each, label: words }) => ({ value: each, label: words }))}
    >
      <div className={styles.field}>
        <Select.Label className={styles.label}>{label}</Select.Label>
        <Select.Trigger className={styles.trigger}>
          <Select.Value />
          <Select.Icon className={styles.icon}>
            <ChevronsUpDown size={16} strokeWidth={1.5} aria-hidden />
          </Select.Icon>
        </Select.Trigger>
      </div>
      <Select.Portal>
        <Select.Positioner className={styles.positioner} sideOffset={4} alignItemWithTrigger={false}>
          <Select.Popup className={styles.popup}>
            {options.map((option) => (
              <Select.Item key={option.value} value={option.value} disabled={option.disabled ?? false} className={styles.item}>
                <Select.ItemText>{option.label}</Select.ItemText>
                {option.note != null && <span className={styles.note}>{option.note}</span>}
                <Select.ItemIndicator className={styles.check}>
                  <Check size={16} strokeWidth={1.5} aria-hidden />
                </Select.ItemIndicator>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
