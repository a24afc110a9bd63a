// npm run -s imalink -- ...: the command line. From the sources, so that nothing has to be built first; from out/ in a
// copy that has no sources (npm pack).
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { useProjectNode } from './project-node.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'src', 'cli', 'imalink.ts');
const entry = existsSync(source) ? source : join(root, 'out', 'cli', 'imalink.js');

await useProjectNode();
process.argv[1] = entry;
await import(pathToFileURL(entry).href);
