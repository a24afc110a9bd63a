import { useMemo } from 'react';
import { useConflicts } from '#renderer/api/stores.ts';
import { useCall } from '#renderer/api/use-call.ts';
import type { Findings } from './inbox-rows.ts';

const hints = ['conflicts.changed', 'storage.changed'] as const;
const none = [] as const;

/** Everything scans found, by state. What is open comes with the app; the rest is asked for while the inbox is shown. */
export function useFindings(): {
  readonly findings: Findings | null;
  readonly error: string | null;
  readonly reload: () => void;
} {
  const { value: open, error, load } = useConflicts();
  const applied = useCall('conflict.list', { status: 'applied' }, hints).value?.conflicts ?? none;
  const later = useCall('conflict.list', { status: 'later' }, hints).value?.conflicts ?? none;
  const ignored = useCall('conflict.list', { status: 'ignored' }, hints).value?.conflicts ?? none;
  const findings = useMemo(() => (open == null ? null : { open, applied, later, ignored }), [open, applied, later, ignored]);
  return { findings, error, reload: () => void load() };
}
