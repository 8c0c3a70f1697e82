import type { CallSummary } from '@ringbase/contracts';

export type CallTone = 'good' | 'bad' | 'warn' | 'plain';

/** The key of the word for how a call stands, and how it is to be looked at. */
export function standingOf({ direction, state, outcome }: Pick<CallSummary, 'direction' | 'state' | 'outcome'>): {
  key: string;
  tone: CallTone;
} {
  if (state === 'ringing') return { key: 'call.ringing', tone: 'plain' };
  if (state === 'connected') return { key: 'call.talking', tone: 'good' };
  switch (outcome) {
    case 'answered':
      return { key: 'call.answered', tone: 'good' };
    case 'voicemail':
      return { key: 'call.voicemail', tone: 'warn' };
    case 'blocked':
      return { key: 'call.blocked', tone: 'plain' };
    case 'missed':
      return direction === 'inbound' ? { key: 'call.missed', tone: 'bad' } : { key: 'call.notReached', tone: 'warn' };
    default:
      return { key: 'call.failed', tone: 'bad' };
  }
}

/** What the caller's number says in the viewer's words; numbers and masks as they are. */
export function callerKey(callerShown: string): 'call.withheld' | 'call.unknownNumber' | null {
  if (callerShown === 'withheld') return 'call.withheld';
  if (callerShown === 'unknown') return 'call.unknownNumber';
  return null;
}
