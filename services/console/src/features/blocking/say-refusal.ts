import type { TFunction } from 'i18next';
import { isProblem } from '../../client/problem.js';
import { sayProblem } from '../../client/say-problem.js';

const reasons = ['not-a-number', 'not-a-prefix', 'too-short', 'too-long', 'own-number', 'withheld', 'no-number'];

/** Why a caller was not blocked, in the viewer's words. */
export function sayRefusal(t: TFunction, error: unknown): string {
  if (isProblem(error, 'CONFLICT')) return t('blocking.already');
  if (isProblem(error, 'INVALID')) {
    const { reason, field } = error.details;
    if (typeof reason === 'string' && reasons.includes(reason)) return t(`blocking.refused.${reason}`);
    if (field === 'until') return t('blocking.refused.past');
  }
  return sayProblem(t, error);
}
