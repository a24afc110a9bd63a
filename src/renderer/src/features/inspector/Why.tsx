import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { formatInstant } from '#renderer/ui/format.ts';
import { PartState } from '#renderer/ui/PartState.tsx';
import styles from './Inspector.module.css';

/** Why the photo is as it is shown: what was decided without asking, one sentence each, for those who ask. */
export function Why({ hothash }: { hothash: string }) {
  const [isOpen, setOpen] = useState(false);
  const call = useCall('photo.why', isOpen ? { hothash } : null, ['photos.changed', 'conflicts.changed', 'organize.changed']);
  return (
    <>
      <div className={styles.actions}>
        <Button variant="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <CircleHelp size={16} strokeWidth={1.5} aria-hidden /> {t.inspector.whyIsItSo}
        </Button>
      </div>
      {isOpen && (
        <PartState call={call} label={t.inspector.reasons} height={48}>
          {({ reasons }) => (
            <ul className={styles.history} aria-label={t.inspector.reasons}>
              {reasons.map((reason) => (
                <li key={`${reason.kind} ${reason.file} ${reason.at ?? ''}`}>
                  {reason.kind === 'linked'
                    ? t.findings.reason(reason.name, reason.said)
                    : t.inspector.why[reason.kind](reason, reason.at == null ? '' : formatInstant(reason.at))}
                </li>
              ))}
            </ul>
          )}
        </PartState>
      )}
    </>
  );
}
