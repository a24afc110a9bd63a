/** The one thing about storages that a person should know before anything else. Pure. */
import type { Conflict } from '#contract/scan.ts';
import type { StorageDto } from '#contract/storage.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatInstant } from '#renderer/ui/format.ts';

export interface StorageNotice {
  readonly text: string;
  /** Where it leads: to the storage, or to the questions about it. */
  readonly leads:
    | { readonly to: 'storage'; readonly uuid: string; readonly label: string }
    | { readonly to: 'conflicts'; readonly label: string };
  /** What is only told may be put away; a question may not. */
  readonly hides: readonly string[];
}

/**
 * What waits for an answer first, then what is away.
 * @param hidden storages whose absence was put away just now
 */
export function noticeOf(storages: readonly StorageDto[], open: readonly Conflict[], hidden: readonly string[]): StorageNotice | null {
  const active = storages.filter((storage) => storage.is_active);
  const twice = active.find((storage) => storage.clone_path != null && storage.is_accessible);
  if (twice != null)
    return {
      text: t.storages.twiceNotice(twice.display_name),
      leads: { to: 'storage', uuid: twice.uuid, label: t.storages.answer },
      hides: [],
    };
  const newer = active.find(({ uuid }) =>
    open.some((each) => each.kind === 'index_newer' && each.storage_uuid === uuid && each.lane === 'ask'),
  );
  if (newer != null)
    return {
      text: t.storages.newerNotice(newer.display_name),
      leads: { to: 'conflicts', label: t.storages.reviewMore },
      hides: [],
    };
  const away = active.filter(
    (storage) => !storage.is_accessible && !storage.is_quiet && storage.total_files > 0 && !hidden.includes(storage.uuid),
  );
  const [first] = away;
  if (first == null) return null;
  const seen = first.last_seen == null ? '' : t.storages.seenAt(formatInstant(first.last_seen));
  return {
    text:
      away.length === 1
        ? t.storages.awayNotice(first.display_name, seen)
        : t.storages.severalAway(away.map((storage) => storage.display_name).join(', ')),
    leads: { to: 'storage', uuid: first.uuid, label: t.storages.showStorage },
    hides: away.map(({ uuid }) => uuid),
  };
}
