/** Sessions that photos can go over to. */
import type { SessionSummary } from '#contract/session.ts';
import { useSessions } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatShortDay } from '#renderer/ui/format.ts';

/** Those whose import has come to its end. */
export const useCompleteSessions = (): readonly SessionSummary[] =>
  (useSessions((state) => state.value) ?? []).filter(({ status }) => status === 'complete');

/** What tells one session from another of the same title. */
export const noteOf = ({ photo_count: count, imported_at: at, storage_name: name }: SessionSummary): string =>
  t.sessions.note(count, formatShortDay(at), name);
