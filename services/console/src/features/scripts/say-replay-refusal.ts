import type { TFunction } from 'i18next';
import { isProblem } from '../../client/problem.js';

const reasons = ['tests-caller-number', 'tests-client-name'] as const;

/** Why a script was not replayed, and what to do about it. */
export function sayReplayRefusal(t: TFunction, error: unknown): string {
  const reason = isProblem(error, 'FORBIDDEN') ? reasons.find((one) => one === error.details['reason']) : undefined;
  return reason === undefined ? t('scripts.replayRefused') : t(`scripts.replayRefusedFor.${reason}`);
}
