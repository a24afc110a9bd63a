/** Our own rules, as oxlint loads them. */
import { layersRule } from './layers.mjs';
import { noHtmlStringsRule } from './no-html-strings.mjs';

const plugin = { meta: { name: 'imalink' }, rules: { layers: layersRule, 'no-html-strings': noHtmlStringsRule } };
export default plugin;
