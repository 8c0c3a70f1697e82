/** The last words of `npm test`: what this machine could not run, by name, and the counts. Each report is one round's JSON of jest's, if it came that far. */
export function summarise(reports) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  let sound = true;
  for (const results of reports) {
    total.passed += results?.numPassedTests ?? 0;
    total.failed += results ? results.numFailedTests + results.numRuntimeErrorTestSuites : 1;
    total.skipped += results ? results.numPendingTests + results.numTodoTests : 0;
    sound = sound && results?.success === true;
  }
  const broken = reports.includes(undefined) ? ['The tests ended before they could report.'] : [];
  const missing = reports.flatMap((results) => (results ? nameMissing(results) : []));
  return {
    failed: !sound || total.failed > 0,
    lines: [...broken, ...missing, `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`],
  };
}

/** Suites that need a program the machine lacks carry it in their title: "… (no Chromium here)". */
function nameMissing(results) {
  const tests = results.testResults.flatMap((file) => file.assertionResults).filter((test) => test.status === 'pending');
  const counts = new Map();
  for (const test of tests) {
    const program = /\(no (.+?) here\)/.exec(test.fullName)?.[1];
    if (program) counts.set(program, (counts.get(program) ?? 0) + 1);
  }
  return [...counts].map(([program, count]) => `${program} is not installed: ${count} tests were skipped.`);
}
