import { summarise } from './summarise-tests.mjs';

const green = {
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};

test('the last line counts', () => {
  expect(summarise([green])).toEqual({ failed: false, lines: ['3 passed, 0 failed, 0 skipped'] });
});

test('a file that could not be loaded is a failure', () => {
  expect(summarise([{ ...green, success: false, numRuntimeErrorTestSuites: 1 }])).toEqual({
    failed: true,
    lines: ['3 passed, 1 failed, 0 skipped'],
  });
});

test('what the machine lacks is named', () => {
  const skipped = { status: 'pending', fullName: 'the queue (no redis-server here) delivers a job once' };
  const results = { ...green, numPendingTests: 2, testResults: [{ assertionResults: [skipped, skipped] }] };
  expect(summarise([results]).lines).toEqual(['redis-server is not installed: 2 tests were skipped.', '3 passed, 0 failed, 2 skipped']);
});

test('a run that died is a failure', () => {
  expect(summarise([green, undefined]).failed).toBe(true);
});

test('the rounds are counted together', () => {
  expect(summarise([green, green]).lines).toEqual(['6 passed, 0 failed, 0 skipped']);
});
