import { type Callback, callback as callbackShape } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../client/problem.js';
import { request } from '../../client/request.js';
import { tell, tellProblem } from '../../parts/tell.js';
import { sayDue } from '../../time/say-when.js';
import { useManner } from '../../time/use-manner.js';

type Act = { kind: 'snooze'; until: Date } | { kind: 'keep' } | { kind: 'dismiss' };

/** Snooze, done, not needed. What another tab or person has done already is no error. */
export function useCallbackActs(callback: Callback) {
  const { t } = useTranslation();
  const manner = useManner();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: Act) =>
      request('POST', `/callbacks/${callback.id}/${act.kind}`, callbackShape, {
        body: act.kind === 'snooze' ? { until: act.until.toISOString() } : {},
      }),
    onSuccess: (_, act) => {
      if (act.kind === 'snooze') tell(t('reminder.snoozed', { when: sayDue(act.until, new Date(), manner) }));
    },
    onError: (error) => {
      if (!isProblem(error, 'ALREADY_KEPT')) tellProblem(error);
    },
    onSettled: () => {
      for (const key of [['callbacks'], ['timeline'], ['application']]) void queries.invalidateQueries({ queryKey: key });
    },
  });
}
