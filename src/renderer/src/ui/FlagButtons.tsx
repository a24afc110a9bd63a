import { Flag, FlagOff } from 'lucide-react';
import { IconButton } from './IconButton.tsx';
import styles from './Marks.module.css';

type FlagValue = 'pick' | 'reject' | 'none';

/** Pick and reject; the one that is set already takes the flag away. @param value null: the photos differ */
export function FlagButtons({ value, onChange }: { value: FlagValue | null; onChange: (flag: FlagValue) => void }) {
  const toggle = (flag: FlagValue): void => onChange(value === flag ? 'none' : flag);
  return (
    <span role="group" aria-label={`Flag: ${value == null ? 'mixed' : value}`} className={styles.group}>
      <IconButton icon={Flag} label="Pick" keys="P" pressed={value === 'pick'} onClick={() => toggle('pick')} />
      <IconButton icon={FlagOff} label="Reject" keys="X" pressed={value === 'reject'} onClick={() => toggle('reject')} />
    </span>
  );
}
