// npm run check: format, lint, types and dead code, each with its time. All of them run, whichever fails.
import { runTool, useProjectNode } from './project-node.mjs';

await useProjectNode();

const steps = [
  ['format', 'oxfmt', ['--check', '.']],
  ['lint', 'oxlint', ['--deny-warnings']],
  ['types', 'tsc', ['-b', '--pretty', 'false']],
  ['unused', 'knip', ['--no-progress']],
];

const lines = steps.map(([name, command, args]) => {
  const startMs = performance.now();
  const passed = runTool(command, args);
  return `${passed ? 'ok    ' : 'FAILED'} ${name.padEnd(8)} ${((performance.now() - startMs) / 1000).toFixed(1)} s`;
});

console.log(lines.join('\n'));
if (lines.some((line) => line.startsWith('FAILED'))) {
  console.log('npm run fix puts format and what lint can mend in order.');
  process.exitCode = 1;
}
