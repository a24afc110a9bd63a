/** The one client of the renderer, over whichever host delivered the page. */
import { createApi } from '#contract/bridge.ts';
import { desktopHost } from './host.ts';
import { webHost } from './web-host.ts';

export const host = window.imalink == null ? webHost() : desktopHost(window.imalink);
/** The core, with the types of its contract. */
export const api = createApi(host.bridge);
