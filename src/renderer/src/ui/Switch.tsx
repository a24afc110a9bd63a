import { Switch as Base } from '@base-ui/react/switch';
import styles from './Switch.module.css';

/** On or off, at once. */
export function Switch({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <Base.Root aria-label={label} checked={checked} onCheckedChange={onChange} className={styles.track}>
      <Base.Thumb className={styles.thumb} />
    </Base.Root>
  );
}
