/** Our own rules, as oxlint loads them. */
import { layersRule } from './layers.mjs';
import { noHtmlStringsRule } from './no-html-strings.mjs';
import { textsRule } from './texts.mjs';

const plugin = { meta: { name: 'imalink' }, rules: { layers: layersRule, 'no-html-strings': noHtmlStringsRule, texts: textsRule } };
export default plugin;
