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
