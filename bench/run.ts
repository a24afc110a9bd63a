/**
 * `npm run bench [import|again|duplicates|catalog|index|recover|scan|start|ui …]`: measures against a floor or a peer in the same run, prints a table
 * and writes bench/results.json. Never part of a test run: shared machines are too noisy for timed tests.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchAgain } from './again.ts';
import { benchCatalog } from './catalog.ts';
import { benchDuplicates } from './duplicates.ts';
import { benchImport } from './import.ts';
import { benchIndex } from './index-write.ts';
import { printTable, type BenchResult } from './measure.ts';
import { benchRecover } from './recover.ts';
import { benchScan } from './scan.ts';
import { benchStart } from './start.ts';
import { benchUi } from './ui.ts';

const { values, positionals } = parseArgs({
  options: {
    photos: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    files: { type: 'string', default: '100000' },
    catalog: { type: 'string', default: '1000000' },
  },
  allowPositionals: true,
});
const dataFolder = fileURLToPath(new URL('./data', import.meta.url));
mkdirSync(dataFolder, { recursive: true });

const benches: Readonly<Record<string, () => BenchResult | Promise<BenchResult>>> = {
  start: () => benchStart(dataFolder, 9),
  catalog: () => benchCatalog(dataFolder, Number(values.catalog)),
  ui: () => benchUi(dataFolder, Number(values.catalog)),
  index: () => benchIndex(dataFolder, 100_000, Number(values.rounds)),
  recover: () => benchRecover(dataFolder, Number(values.files), Number(values.rounds)),
  scan: () => benchScan(dataFolder, Number(values.files), Number(values.rounds)),
  duplicates: () => benchDuplicates(dataFolder, Number(values.files), Number(values.rounds)),
  again: () => benchAgain(dataFolder, Number(values.photos), Number(values.rounds)),
  import: () => benchImport(dataFolder, Number(values.photos), Number(values.rounds)),
};

const resultsFile = fileURLToPath(new URL('./results.json', import.meta.url));
const known = existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as { results: BenchResult[] }).results : [];
const results: BenchResult[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  const bench = benches[name];
  if (!bench) throw new Error(`no benchmark ${name}; there are ${Object.keys(benches).join(', ')}`);
  results.push(await bench());
}
printTable(results);
const merged = [...known.filter((old) => !results.some((result) => result.name === old.name)), ...results].sort((left, right) =>
  left.name < right.name ? -1 : 1,
);
writeFileSync(
  resultsFile,
  `${JSON.stringify({ results: merged }, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value), 2)}\n`,
);
