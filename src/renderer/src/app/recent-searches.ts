/** What was searched for lately, kept with the settings. */
import { monthDayOf } from '#domain/search/values.ts';
import { withSearch } from '#domain/search/recent-searches.ts';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { settingsOrDefault } from './settings.ts';

/** Keeps a search that was meant: one that was confirmed, or that the field was left with. */
export function rememberSearch(typed: string): void {
  const text = typed.trim();
  const { recent_searches: recent } = settingsOrDefault(useSettings.getState().value);
  if (text !== '' && text !== recent[0]) void changeSettings({ recent_searches: [...withSearch(recent, text)] });
}

/** Photos of this day of the year, of all years. */
export const onThisDay = (): string => `date:${monthDayOf(new Date())}`;

export const forgetSearches = (): void => void changeSettings({ recent_searches: [] });
