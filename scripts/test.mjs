// npm test: format, lint, types and dead code, unit tests, build and end-to-end tests. `--only unit` or `--only e2e` runs a part. The last line adds
// up both runners: `N passed, N failed` (and `, N skipped`).
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addUp, closingLine, openPoints } from './test-summary.mjs';
import { root, runTool, useProjectNode } from './project-node.mjs';

await useProjectNode();
process.chdir(root);

const asked = process.argv.slice(2).join(' ');
const only = asked === '' ? 'all' : /^--only[= ](unit|e2e)$/.exec(asked)?.[1];
if (only == null) {
  console.error('Usage: npm test [-- --only unit|e2e]');
  process.exit(2);
}
const reports = 'test-results';
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports);
// A log is read as plain text. vitest heeds NO_COLOR only, Playwright FORCE_COLOR only, and Node.js warns about both.
const { NO_COLOR: _no, FORCE_COLOR: _force, ...environment } = process.env;
const env = { ...environment, NO_COLOR: '1' };
const playwrightEnv = { ...environment, FORCE_COLOR: '0' };

const runs = [];
if (only === 'all')
  runs.push({ name: 'check', ok: spawnSync(process.execPath, ['scripts/check.mjs'], { stdio: 'inherit', env }).status === 0 });
if (only !== 'e2e') {
  const args = ['run', '--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'];
  runs.push({ name: 'unit', ok: runTool('vitest', args, { env }), report: readJson('unit.json') });
}
if (only !== 'unit') {
  const built = runTool('electron-vite', ['build', '--logLevel', 'error'], { env });
  runs.push({ name: 'build', ok: built });
  runs.push({ name: 'e2e', ok: built && runTool('playwright', ['test'], { env: playwrightEnv }), report: readJson('e2e.json') });
}

const total = addUp(runs);
const line = closingLine(total);
for (const run of runs) if (!run.ok) console.log(`FAILED: ${run.name}`);
for (const point of openPoints(runs)) console.log(point);
writeFileSync(join(reports, 'summary.txt'), `${line}\n`);
console.log(line);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function readJson(name) {
  try {
    return JSON.parse(readFileSync(join(reports, name), 'utf8'));
  } catch {
    return null; // the runner ended before it could write one; addUp counts that as a failure
  }
}
