import { presence } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { presenceQuery } from './presence-queries.js';
import { tellRefusal } from './tell-refusal.js';

/** I have done what follows my call, or need a minute more for it. */
export function useWrapUp(what: 'finish' | 'extend') {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => request('POST', `/presence/wrap-up/${what}`, presence),
    onSuccess: (answer) => queries.setQueryData(presenceQuery.queryKey, answer),
    onError: (error) => tellRefusal(t, error),
  });
}
