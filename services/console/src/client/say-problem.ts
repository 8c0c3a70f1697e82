import type { TFunction } from 'i18next';
import { isProblem } from './problem.js';

/** What happened, in the viewer's words; the API's own sentence is English and for logs. */
export function sayProblem(t: TFunction, error: unknown): string {
  return isProblem(error) ? t(`problem.${error.code}`, { defaultValue: t('problem.other') }) : t('problem.other');
}
