import { judgeProof, reasonKey } from './judge-proof.js';

test.each([
  ['everything is written down', 0, 0, 'good'],
  ['a call is not', 1, 0, 'bad'],
  ['a recording is not settled', 0, 1, 'bad'],
] as const)('%s', (_, callsUnwritten, recordingsUnsettled, verdict) =>
  expect(judgeProof({ callsUnwritten, recordingsUnsettled })).toBe(verdict),
);

test.each([
  ['never-ended', 'never-ended'],
  ['fetch-timeout', 'fetch-failing'],
  ['something-new', 'other'],
] as const)('%s is said as %s', (reason, key) => expect(reasonKey(reason)).toBe(key));
