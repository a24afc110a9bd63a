// npm run fix: mends what lint can mend, then formats. Paths may be given; without any, everything.
import { runTool, useProjectNode } from './project-node.mjs';

await useProjectNode();
const paths = process.argv.slice(2);
const linted = runTool('oxlint', ['--fix', ...paths]);
const formatted = runTool('oxfmt', paths.length > 0 ? paths : ['.']);
process.exitCode = linted && formatted ? 0 : 1;
