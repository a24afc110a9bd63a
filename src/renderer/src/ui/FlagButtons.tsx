import { Flag, FlagOff } from 'lucide-react';
import { t } from '#renderer/i18n/t.ts';
import { IconButton } from './IconButton.tsx';
import styles from './Marks.module.css';

type FlagValue = 'pick' | 'reject' | 'none';

/** Pick and reject; the one that is set already takes the flag away. @param value null: the photos differ */
export function FlagButtons({ value, onChange }: { value: FlagValue | null; onChange: (flag: FlagValue) => void }) {
  const toggle = (flag: FlagValue): void => onChange(value === flag ? 'none' : flag);
  return (
    <span role="group" aria-label={t.ui.flag(t.ui.flags[value ?? 'mixed'])} className={styles.group}>
      <IconButton icon={Flag} label={t.ui.pick} keys="P" pressed={value === 'pick'} onClick={() => toggle('pick')} />
      <IconButton icon={FlagOff} label={t.ui.reject} keys="X" pressed={value === 'reject'} onClick={() => toggle('reject')} />
    </span>
  );
}
