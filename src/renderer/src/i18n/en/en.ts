/** English, the language the others are checked against: one module per part of the page. */
import { app } from './app.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { conflicts } from './conflicts.ts';
import { errors } from './errors.ts';
import { findings } from './findings.ts';
import { firstRun } from './firstRun.ts';
import { folders } from './folders.ts';
import { format } from './format.ts';
import { grid } from './grid.ts';
import { imports } from './imports.ts';
import { inspector } from './inspector.ts';
import { jobs } from './jobs.ts';
import { map } from './map.ts';
import { organize } from './organize.ts';
import { restore } from './restore.ts';
import { search } from './search.ts';
import { sessions } from './sessions.ts';
import { settings } from './settings.ts';
import { storages } from './storages.ts';
import { ui } from './ui.ts';
import { viewer } from './viewer.ts';

export const en = {
  app,
  commands,
  common,
  conflicts,
  errors,
  findings,
  firstRun,
  folders,
  format,
  grid,
  imports,
  inspector,
  jobs,
  map,
  organize,
  restore,
  search,
  sessions,
  settings,
  storages,
  ui,
  viewer,
} as const;
