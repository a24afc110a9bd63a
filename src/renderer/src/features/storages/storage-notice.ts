/** The one thing about storages that a person should know before anything else. Pure. */
import type { Conflict } from '#contract/scan.ts';
import type { StorageDto } from '#contract/storage.ts';
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
 * @param hidden storages whose absence was put away
 */
export function noticeOf(storages: readonly StorageDto[], open: readonly Conflict[], hidden: readonly string[]): StorageNotice | null {
  const active = storages.filter((storage) => storage.is_active);
  const twice = active.find((storage) => storage.clone_path != null && storage.is_accessible);
  if (twice != null)
    return {
      text: `${twice.display_name} is at two places. Nothing is written to either until you say which is which.`,
      leads: { to: 'storage', uuid: twice.uuid, label: 'Answer…' },
      hides: [],
    };
  const newer = active.find(({ uuid }) =>
    open.some((each) => each.kind === 'index_newer' && each.storage_uuid === uuid && each.lane === 'ask'),
  );
  if (newer != null)
    return {
      text: `An index of ${newer.display_name} is newer than the catalog, and both changed the same things.`,
      leads: { to: 'conflicts', label: 'Review…' },
      hides: [],
    };
  const away = active.filter((storage) => !storage.is_accessible && storage.total_files > 0 && !hidden.includes(storage.uuid));
  const [first] = away;
  if (first == null) return null;
  const seen = first.last_seen == null ? '' : `, last seen ${formatInstant(first.last_seen)}`;
  return {
    text:
      away.length === 1
        ? `${first.display_name} is not connected${seen}. Its photos are shown from their previews; nothing counts as missing.`
        : `${away.map((storage) => storage.display_name).join(', ')} are not connected. Their photos are shown from their previews.`,
    leads: { to: 'storage', uuid: first.uuid, label: 'Show storage' },
    hides: away.map(({ uuid }) => uuid),
  };
}
