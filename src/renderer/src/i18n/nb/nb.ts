/** Norwegian (bokmål). The words are those of docs/dev/language.md. */
import { app } from './app.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { errors } from './errors.ts';
import { format } from './format.ts';
import { grid } from './grid.ts';
import { inspector } from './inspector.ts';
import { jobs } from './jobs.ts';
import { organize } from './organize.ts';
import { settings } from './settings.ts';
import { ui } from './ui.ts';
import { viewer } from './viewer.ts';

export const nb = { app, commands, common, errors, format, grid, inspector, jobs, organize, settings, ui, viewer } as const;
