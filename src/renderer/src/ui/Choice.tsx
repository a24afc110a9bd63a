import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId, type ReactNode } from 'react';
import styles from './Choice.module.css';

export interface Option<T extends string> {
  readonly value: T;
  readonly title: string;
  readonly note?: ReactNode;
}

/** One of a few, each with a line that says what it means. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      <RadioGroup aria-labelledby={id} value={value} onValueChange={(next) => onChange(next as T)} className={styles.options}>
        {options.map((option) => (
          <label key={option.value} className={styles.option}>
            <Radio.Root value={option.value} className={styles.radio}>
              <Radio.Indicator className={styles.dot} />
            </Radio.Root>
            <span>
              {option.title}
              {option.note != null && <span className={styles.note}>{option.note}</span>}
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
