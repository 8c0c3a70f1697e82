import type { LegStatus } from '@ringbase/domain';

type Ending = Extract<LegStatus, 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled'>;

/**
 * Why a telephone's leg ended, by the number or the word that PBXs give.
 * Source: ITU-T Q.850, table 1; the words are those of Asterisk's DIALSTATUS (app_dial) and FreeSWITCH's hangup causes.
 */
const endings: Readonly<Record<string, Ending>> = {
  '1': 'failed',
  '2': 'failed',
  '3': 'failed',
  '16': 'completed',
  '17': 'busy',
  '18': 'no-answer',
  '19': 'no-answer',
  '20': 'no-answer',
  '21': 'busy',
  '22': 'failed',
  '26': 'canceled',
  '27': 'failed',
  '28': 'failed',
  '31': 'completed',
  '34': 'failed',
  '38': 'failed',
  '41': 'failed',
  '42': 'failed',
  '487': 'canceled',
  ANSWER: 'completed',
  NORMAL: 'completed',
  NORMAL_CLEARING: 'completed',
  SUCCESS: 'completed',
  BUSY: 'busy',
  USER_BUSY: 'busy',
  CALL_REJECTED: 'busy',
  DONTCALL: 'busy',
  NOANSWER: 'no-answer',
  NO_ANSWER: 'no-answer',
  NO_USER_RESPONSE: 'no-answer',
  ALLOTTED_TIMEOUT: 'no-answer',
  SUBSCRIBER_ABSENT: 'no-answer',
  CANCEL: 'canceled',
  ORIGINATOR_CANCEL: 'canceled',
  LOSE_RACE: 'canceled',
  PICKED_OFF: 'canceled',
  CHANUNAVAIL: 'failed',
  CONGESTION: 'failed',
};

/** How a rung telephone's leg ended; a cause that nobody has told, or that we do not know, says no more than that it is over. */
export function endingOf(cause: string | null): Ending {
  const word = (cause ?? '')
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_');
  return endings[word] ?? 'completed';
}
