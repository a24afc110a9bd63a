import { z } from 'zod';
import { languages } from '#domain/language.ts';
import { rowHeightLimitsPx } from './names.ts';

/** `lost` until storages are there again: the page leads to the restore instead of the welcome. */
const CatalogState = z.enum(['ok', 'restored-from-backup', 'lost']);
export type CatalogState = z.infer<typeof CatalogState>;

export const SystemInfo = z.object({
  version: z.string(),
  host: z.enum(['desktop', 'browser', 'cli']),
  platform: z.string(),
  home: z.string(),
  read_only: z.boolean(),
  versions: z.record(z.string(), z.string()),
  /** What this host can do natively; the renderer brings its own folder picker otherwise. */
  catalog_state: CatalogState,
  /** What happened to the catalog and what to do next; null when all is well. */
  catalog_words: z.string().nullable(),
  can: z.object({ pick_folder: z.boolean(), show_in_folder: z.boolean(), drag_out: z.boolean() }),
});
export type SystemInfo = z.infer<typeof SystemInfo>;

export const HealthCheck = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['ok', 'warn', 'fail']),
  detail: z.string(),
  next_step: z.string().nullable(),
});
export const DoctorReport = z.object({
  ok: z.boolean(),
  versions: z.record(z.string(), z.string()),
  paths: z.record(z.string(), z.string()),
  checks: z.array(HealthCheck),
});
export type DoctorReport = z.infer<typeof DoctorReport>;

/** The local server that the desktop app runs beside its window when the person turned it on. */
export const LocalServer = z.object({
  state: z.enum(['off', 'on', 'failed']),
  /** With the token in its fragment: whoever has it may do everything. Null while the server is off. */
  url: z.string().nullable(),
  /** Why it could not be started. */
  message: z.string().nullable(),
});
export type LocalServer = z.infer<typeof LocalServer>;

/** One level of folders of the machine ImaLink runs on, for hosts without a native dialog. */
export const FolderListing = z.object({
  path: z.string(),
  parent: z.string().nullable(),
  folders: z.array(z.object({ name: z.string(), path: z.string(), is_storage: z.boolean() })),
  /** Supported image files directly in this folder. */
  image_count: z.int(),
  places: z.array(z.object({ label: z.string(), path: z.string() })),
});
export type FolderListing = z.infer<typeof FolderListing>;

/** What a browser tells of something dropped: a file, or a folder with some of the files in it. No paths of the machine. */
export const DroppedItem = z.object({
  name: z.string().min(1).max(255),
  is_folder: z.boolean(),
  files: z
    .array(
      z.object({
        /** Below the folder, with `/`; empty for a file itself. */
        path: z
          .string()
          .max(4096)
          .refine((path) => !path.split('/').includes('..'), 'must lie in the folder'),
        size_bytes: z.int().min(0),
        modified_ms: z.number(),
      }),
    )
    .max(20),
});
export type DroppedItem = z.infer<typeof DroppedItem>;

const setting = {
  theme: z.enum(['system', 'dark', 'light']),
  language: z.enum(['system', ...languages]),
  row_height_px: z.int().min(rowHeightLimitsPx.min).max(rowHeightLimitsPx.max),
  layout: z.enum(['justified', 'square']),
  library_order: z.enum(['newest', 'oldest', 'imported', 'rating', 'session', 'folder']),
  sidebar_width_px: z.int().min(180).max(360),
  inspector_width_px: z.int().min(260).max(420),
  show_inspector: z.boolean(),
  show_sidebar: z.boolean(),
  slideshow_seconds: z.int().min(1).max(60),
  recent_searches: z.array(z.string().max(1000)).max(10),
  last_storage: z.string().nullable(),
  last_view: z.string().max(10_000).nullable(),
  last_place: z.string().max(10_000).nullable(),
  first_run_done: z.boolean(),
  watch: z.boolean(),
  /** Hours between the scans of storages that cannot be watched. */
  scan_every_hours: z.int().min(1).max(168),
  ignore_patterns: z.array(z.string().min(1).max(200)).max(100),
  offer_cards: z.boolean(),
  verify_daily: z.boolean(),
  write_sidecars: z.boolean(),
  notify_jobs: z.boolean(),
  local_server: z.boolean(),
  local_server_port: z.int().min(0).max(65_535),
};

/** What the person chose once and expects to find again. Unknown keys of the file survive. */
export const Settings = z.object({
  theme: setting.theme.default('system'),
  language: setting.language.default('system'),
  row_height_px: setting.row_height_px.default(176),
  layout: setting.layout.default('justified'),
  /** Order of the library and of searches. */
  library_order: setting.library_order.default('newest'),
  sidebar_width_px: setting.sidebar_width_px.default(232),
  inspector_width_px: setting.inspector_width_px.default(300),
  show_inspector: setting.show_inspector.default(false),
  show_sidebar: setting.show_sidebar.default(true),
  /** How long a slideshow stays on a photo. */
  slideshow_seconds: setting.slideshow_seconds.default(5),
  /** What was searched for, the newest first. */
  recent_searches: setting.recent_searches.default([]),
  last_storage: setting.last_storage.default(null),
  /** Where the window was left, for its next start: a view of the page, and a place in its list. The page's own text. */
  last_view: setting.last_view.default(null),
  last_place: setting.last_place.default(null),
  first_run_done: setting.first_run_done.default(false),
  /** Follow changes in the folders while ImaLink runs. */
  watch: setting.watch.default(true),
  scan_every_hours: setting.scan_every_hours.default(1),
  /** Names and paths of files that scans and imports pass over: `*.tmp`, `exports/`, `/2024/raw`. What is on record is followed. */
  ignore_patterns: setting.ignore_patterns.default([]),
  /** Offer to import a camera's card when it is put in. */
  offer_cards: setting.offer_cards.default(true),
  /** Read a slice of the files every day, so that everything was read within a quarter. */
  verify_daily: setting.verify_daily.default(false),
  /** Write ratings, labels, titles, captions and tags into XMP sidecars beside the photos, for other programs. */
  write_sidecars: setting.write_sidecars.default(false),
  /** The desktop app tells the system when long work ends while its window is not in front. */
  notify_jobs: setting.notify_jobs.default(true),
  /** The desktop app answers programs and browsers of this machine, too (docs/api/http.md). */
  local_server: setting.local_server.default(false),
  /** 0 takes any free port. */
  local_server_port: setting.local_server_port.default(0),
});
export type Settings = z.output<typeof Settings>;

/** A change of some settings. Not `Settings.partial()`: that would fill in defaults for what was not named. */
export const SettingsChange = z.object(setting).partial();
