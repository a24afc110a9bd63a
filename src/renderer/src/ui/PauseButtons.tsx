import { Pause, Play, X } from 'lucide-react';
import { t } from '#renderer/i18n/t.ts';
import { Button } from './Button.tsx';

/** Pauses work, goes on with it, ends it. What waits its turn can only be ended. */
export function PauseButtons({
  status,
  endWords,
  onDo,
}: {
  status: string;
  endWords: string;
  onDo: (action: 'pause' | 'unpause' | 'cancel') => void;
}) {
  return (
    <>
      {status === 'running' && (
        <Button onClick={() => onDo('pause')}>
          <Pause size={16} strokeWidth={1.5} aria-hidden /> {t.jobs.pause}
        </Button>
      )}
      {status === 'paused' && (
        <Button onClick={() => onDo('unpause')}>
          <Play size={16} strokeWidth={1.5} aria-hidden /> {t.jobs.continue}
        </Button>
      )}
      <Button onClick={() => onDo('cancel')}>
        <X size={16} strokeWidth={1.5} aria-hidden /> {endWords}
      </Button>
    </>
  );
}
