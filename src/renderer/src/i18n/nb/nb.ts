/** Norwegian (bokmål). The words are those of docs/dev/language.md. */
import { format } from './format.ts';
import { settings } from './settings.ts';

export const nb = { format, settings } as const;
