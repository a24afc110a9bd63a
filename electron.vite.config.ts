import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * Every entry and chunk lies exactly one folder below out/, so that code in any of them finds the
 * workers by the same relative address: new URL('../workers/<name>.js', import.meta.url).
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out',
      // Of these a fraction is used: bundled, the rest of their 350 files is neither read nor kept in memory.
      externalizeDeps: { exclude: ['zod', 'kysely', '@xmldom/xmldom', 'chokidar', 'readdirp'] },
      rolldownOptions: {
        input: {
          'main/index': 'src/main/index.ts',
          'cli/imalink': 'src/cli/imalink.ts',
          'workers/media-worker': 'src/workers/media-worker.ts',
          'workers/catalog-worker': 'src/workers/catalog-worker.ts',
          'workers/admit-worker': 'src/workers/admit-worker.ts',
          'workers/index-worker': 'src/workers/index-worker.ts',
          'workers/list-worker': 'src/workers/list-worker.ts',
          'workers/scan-worker': 'src/workers/scan-worker.ts',
          'workers/touched-worker': 'src/workers/touched-worker.ts',
          'workers/recover-worker': 'src/workers/recover-worker.ts',
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: { input: { index: 'src/preload/index.ts' }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: { plugins: [react()], build: { outDir: 'out/renderer', minify: true, chunkSizeWarningLimit: 1000 } },
});
