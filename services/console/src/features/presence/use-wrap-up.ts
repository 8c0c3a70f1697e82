import { presence } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../client/problem.js';
import { request } from '../../client/request.js';
import { tell, tellProblem } from '../../parts/tell.js';
import { presenceQuery } from './presence-queries.js';

/** I have done what follows my call, or need a minute more for it. */
export function useWrapUp(what: 'finish' | 'extend') {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => request('POST', `/presence/wrap-up/${what}`, presence),
    onSuccess: (answer) => queries.setQueryData(presenceQuery.queryKey, answer),
    onError: (error) => {
      const reason = isProblem(error) ? error.details['reason'] : undefined;
      if (typeof reason === 'string') tell(t(`control.refused.${reason}`, { defaultValue: t('problem.other') }));
      else tellProblem(error);
    },
  });
}
