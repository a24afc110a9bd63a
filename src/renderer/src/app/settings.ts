/** Settings as the shell needs them before the core has answered. */
import type { Settings } from '#contract/system.ts';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';

const defaults: Settings = {
  theme: 'system',
  language: 'system',
  row_height_px: 176,
  layout: 'justified',
  library_order: 'newest',
  sidebar_width_px: 232,
  inspector_width_px: 300,
  show_inspector: false,
  show_sidebar: true,
  slideshow_seconds: 5,
  recent_searches: [],
  last_storage: null,
  last_view: null,
  last_place: null,
  first_run_done: false,
  watch: true,
  scan_every_hours: 1,
  ignore_patterns: [],
  offer_cards: true,
  verify_daily: false,
  write_sidecars: false,
  notify_jobs: true,
  local_server: false,
  local_server_port: 0,
};

/** What the core said, else what a new home has. */
export const settingsOrDefault = (settings: Settings | null): Settings => settings ?? defaults;

/** Shows the sidebar where it is hidden, and hides it where it is shown. */
export function toggleSidebar(): void {
  void changeSettings({ show_sidebar: !settingsOrDefault(useSettings.getState().value).show_sidebar });
}
