import type { Proof } from '@ringbase/contracts';

/** Green only if every call of the week is written down and every recording settled. */
export function judgeProof({ callsUnwritten, recordingsUnsettled }: Pick<Proof, 'callsUnwritten' | 'recordingsUnsettled'>): 'good' | 'bad' {
  return callsUnwritten + recordingsUnsettled === 0 ? 'good' : 'bad';
}

const known = [
  'nothing-told',
  'never-ended',
  'client-not-attached',
  'call-never-ended',
  'stored-not-attached',
  'not-fetched-yet',
  'expected-in-vain',
  'end-never-told',
] as const;

/** The key of a reason's words: a recording that is fetched again and again says why it failed last. */
export function reasonKey(reason: string): (typeof known)[number] | 'fetch-failing' | 'other' {
  if (reason.startsWith('fetch-')) return 'fetch-failing';
  return known.find((one) => one === reason) ?? 'other';
}
