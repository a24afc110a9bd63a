/** Builds a job of the benchmarks with the product's bundler: what users run is built, and strips no types at its start. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @returns the built entry; its threads lie where built code looks for them */
export async function buildJob(file: string, dataFolder: string): Promise<string> {
  const outDir = join(dataFolder, 'built');
  const name = basename(file, '.ts');
  const workers = readdirSync(join(root, 'src/workers')).filter((each) => each.endsWith('-worker.ts'));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      rolldownOptions: {
        input: {
          [`jobs/${name}`]: join(root, 'bench/jobs', file),
          ...Object.fromEntries(workers.map((each) => [`workers/${basename(each, '.ts')}`, join(root, 'src/workers', each)])),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  return join(outDir, `jobs/${name}.js`);
}
