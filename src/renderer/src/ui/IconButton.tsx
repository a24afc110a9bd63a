import { Tooltip } from '@base-ui/react/tooltip';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import styles from './IconButton.module.css';
import { TipPopup } from './TipPopup.tsx';

/** A square button with an icon only: its label is its name and its tooltip. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  pressed,
  className,
  ...props
}: ComponentProps<'button'> & { icon: LucideIcon; label: string; keys?: string | undefined; pressed?: boolean }) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        render={<button type="button" {...props} aria-label={label} aria-pressed={pressed} className={cx(styles.button, className)} />}
      >
        <Icon size={16} strokeWidth={1.5} aria-hidden />
      </Tooltip.Trigger>
      <TipPopup keys={keys}>{label}</TipPopup>
    </Tooltip.Root>
  );
}
