import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';
import { Keys } from './Keys.tsx';
import styles from './TipPopup.module.css';

/** The popup part of a tooltip, with the keys that do the same. */
export function TipPopup({
  children,
  keys,
  side = 'bottom',
}: {
  children: ReactNode;
  keys?: string | undefined;
  side?: 'bottom' | 'top' | 'right';
}) {
  return (
    <Tooltip.Portal>
      <Tooltip.Positioner sideOffset={6} side={side} className={styles.positioner}>
        <Tooltip.Popup className={styles.popup}>
          {children}
          {keys != null && <Keys keys={keys} />}
        </Tooltip.Popup>
      </Tooltip.Positioner>
    </Tooltip.Portal>
  );
}
