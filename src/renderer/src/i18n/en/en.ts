/** English, the language the others are checked against: one module per part of the page. */
import { format } from './format.ts';
import { settings } from './settings.ts';

export const en = { format, settings } as const;
