import { Check, Minus } from 'lucide-react';
import type { MouseEvent } from 'react';
import styles from './CheckMark.module.css';

/** A check of a row in a list that has the keyboard focus itself: Space of the list is what checks it from the keyboard. */
export function CheckMark({
  checked,
  label,
  onToggle,
}: {
  checked: boolean | 'mixed';
  label: string;
  onToggle: (event: MouseEvent) => void;
}) {
  return (
    <span role="checkbox" aria-checked={checked} aria-label={label} tabIndex={-1} className={styles.hit} onClick={onToggle}>
      <span className={styles.box} data-checked={checked === false ? undefined : ''}>
        {checked === true && <Check size={12} strokeWidth={2.5} aria-hidden />}
        {checked === 'mixed' && <Minus size={12} strokeWidth={2.5} aria-hidden />}
      </span>
    </span>
  );
}
