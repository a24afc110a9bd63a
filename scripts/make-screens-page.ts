/** Writes docs/screens/README.md, a table of the pictures that lie there: node scripts/make-screens-page.ts */
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../docs/screens/', import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith('-dark.png'))
  .map((name) => name.slice(0, -'-dark.png'.length))
  .toSorted();
const title = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
const cell = (name: string, theme: string): string => `<img src="${name}-${theme}.png" width="420" alt="${title(name)}, ${theme}">`;
const lines = [
  '# Every screen and state',
  '',
  'Made by the suite, over a made-up library, where axe looks at them: `IMALINK_SCREENSHOTS=1 npx playwright test axe`, then',
  '`node scripts/make-screens-page.ts`.',
  '',
  '| | dark | light |',
  '|---|---|---|',
  ...names.map((name) => `| ${title(name)} | ${cell(name, 'dark')} | ${cell(name, 'light')} |`),
  '',
];
writeFileSync(`${folder}README.md`, lines.join('\n'));
console.log(`${names.length} screens`);
