// Adds up what the runners say. A run that failed without a failed test (a type error, a crash, no report) counts as
// one failure, so that the closing line can never be green beside a red run.

/** @param {{ name: string, ok: boolean, report?: any }[]} runs */
export function addUp(runs) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { ok, report } of runs) {
    const counts = countsOf(report);
    total.passed += counts.passed;
    total.failed += !ok && counts.failed === 0 ? 1 : counts.failed;
    total.skipped += counts.skipped;
  }
  return total;
}

/** vitest and Playwright each have their own JSON; a test that passed only on a second try has passed. */
function countsOf(report) {
  if (report?.stats)
    return { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected, skipped: report.stats.skipped };
  if (report)
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + (report.numTodoTests ?? 0) };
  return { passed: 0, failed: 0, skipped: 0 };
}

/** The plain line that ends a run. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * What has to be looked at, a line each: tests that failed, and tests that passed only on a second try. Logs are kept by
 * their end, so this stands there.
 * @param {{ name: string, report?: any }[]} runs
 */
export function openPoints(runs) {
  return runs.flatMap(({ name, report }) =>
    (report?.stats ? ofPlaywright(report.suites ?? []) : ofVitest(report?.testResults ?? [])).map(
      ({ what, title, message }) => `${what} ${name}: ${title}${message ? `\n  ${firstLines(message)}` : ''}`,
    ),
  );
}

function ofVitest(files) {
  return files.flatMap(({ name, status, message, assertionResults }) => [
    ...(status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
      ? [{ what: 'FAILED', title: name, message }]
      : []),
    ...assertionResults
      .filter((test) => test.status === 'failed' || (test.status === 'passed' && (test.failureMessages ?? []).length > 0))
      .map((test) => ({
        what: test.status === 'failed' ? 'FAILED' : 'SECOND TRY',
        title: `${name} > ${test.fullName}`,
        message: test.failureMessages?.[0],
      })),
  ]);
}

function ofPlaywright(suites) {
  return suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ status, projectName, results }) => ({
          what: status === 'flaky' ? 'SECOND TRY' : 'FAILED',
          title: `[${projectName}] ${file} > ${title}`,
          message: results[0]?.error?.message,
        })),
    ),
    ...ofPlaywright(inner),
  ]);
}

const firstLines = (message) =>
  message
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('node_modules') && !line.includes('node:internal'))
    .slice(0, 12)
    .join('\n  ');
