import { type BlockedCallerView, blockedCaller } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { tell, tellProblem, tellUndoable } from '../../parts/tell.js';
import { sayRefusal } from './say-refusal.js';

type Act = { kind: 'end' | 'restore'; id: string; undoes?: boolean };

/** Let through again, or turn away again; each is undone by the other. */
export function useBlockActs() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const acts = useMutation({
    mutationFn: ({ kind, id }: Act) => request('POST', `/blocked-callers/${id}/${kind}`, blockedCaller, { body: {} }),
    onSuccess: (block: BlockedCallerView, act) => {
      const said = t(act.kind === 'end' ? 'blocking.ended' : 'blocking.restored');
      if (act.undoes) tell(said);
      else tellUndoable(said, () => acts.mutate({ kind: act.kind === 'end' ? 'restore' : 'end', id: block.id, undoes: true }));
    },
    onError: (error) => tellProblem(error, sayRefusal(t, error)),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['blocked-callers'] }),
  });
  return acts;
}
