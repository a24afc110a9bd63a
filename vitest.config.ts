import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Minutes long, and short as text: begun last, as their size suggests, they would end alone. */
const long = ['/kill.test.ts', '/scan/absence.test.ts', '/cli/cli.test.ts'];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => long.some((name) => moduleId.includes(name));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Unit and integration tests lie beside their sources, in test/ and in lint/; e2e/ belongs to Playwright. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'lint/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'out/**', 'dist/**'],
    // Real files, SQLite and sharp: a busy two-core machine needs more than the default 5 s.
    testTimeout: 60_000,
    // By default one core is left free, which on a machine of two doubles the time.
    maxWorkers: '100%',
    sequence: { sequencer: LongFirst },
    hookTimeout: 60_000,
    // A build server tries again, as in playwright.config.ts, and always with the same random numbers (docs/dev/testing.md).
    retry: process.env['CI'] ? 1 : 0,
    setupFiles: ['test/same-seed.ts'],
    coverage: { provider: 'v8', include: ['src/**/*.{ts,tsx}'], reporter: ['text'] },
  },
});
