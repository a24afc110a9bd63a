/** What the header of a group says. */
import type { PhotoGroup } from '#contract/photo.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatDay } from '#renderer/ui/format.ts';

/** What the header of a group says. */
export function groupName({ kind, key, label }: Pick<PhotoGroup, 'kind' | 'key' | 'label'>): string {
  switch (kind) {
    case 'day':
    case 'import_day':
      return formatDay(key);
    case 'rating':
      return key == null ? t.commands.noRating : t.ui.stars(Number(key));
    case 'session':
      return label ?? t.grid.noSession;
    case 'folder':
      return label ?? t.grid.noFolder;
    case 'none':
      return '';
  }
}

/** Days go by months and years in the scrubber; other groups by their names. */
export const isTime = (groups: readonly Pick<PhotoGroup, 'kind'>[]): boolean =>
  groups[0]?.kind === 'day' || groups[0]?.kind === 'import_day';
