import type { TFunction } from 'i18next';
import { isProblem } from '../../client/problem.js';
import { tell, tellProblem } from '../../parts/tell.js';

/** Why it could not be done, where there is a word for it. */
export function tellRefusal(t: TFunction, error: unknown): void {
  const reason = isProblem(error) ? error.details['reason'] : undefined;
  if (typeof reason === 'string') tell(t(`control.refused.${reason}`, { defaultValue: t('problem.other') }));
  else tellProblem(error);
}
