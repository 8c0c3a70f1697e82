import type { TFunction } from 'i18next';
import { isProblem } from '../../client/problem.js';
import { sayProblem } from '../../client/say-problem.js';

const reasons = ['no-wav', 'breaks-off', 'sample-rate', 'too-long'] as const;

/** Why a sound was not taken, and what to do about it. */
export function saySoundRefusal(t: TFunction, error: unknown): string {
  if (isProblem(error, 'PAYLOAD_TOO_LARGE')) return t('settings.sounds.refused.tooLarge');
  if (isProblem(error, 'INVALID')) {
    const reason = reasons.find((one) => one === error.details['reason']);
    if (reason !== undefined) return t(`settings.sounds.refused.${reason}`);
  }
  return sayProblem(t, error);
}
