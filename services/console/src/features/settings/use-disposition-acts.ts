import { type DepartmentDispositions, departmentDispositions, dispositionList } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../client/problem.js';
import { request } from '../../client/request.js';
import { tell, tellProblem, tellUndoable } from '../../parts/tell.js';
import { dispositionsQuery } from './settings-queries.js';

type Wanted = { required: boolean; labels: readonly string[] };
type Act = { said: string; undoes?: Wanted } & Wanted;
type Rename = { id: string; label: string; was?: string };

/** What may be done with a department's dispositions: the whole list is set anew, or one is said in other words. Each act takes the other's back. */
export function useDispositionActs(departmentId: string, { required, items }: DepartmentDispositions) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { queryKey } = dispositionsQuery(departmentId);
  const refetch = () => queries.invalidateQueries({ queryKey });
  const before: Wanted = { required, labels: items.map(({ label }) => label) };
  const set = useMutation({
    mutationFn: ({ required, labels }: Act) =>
      request('PUT', '/dispositions', dispositionList, { body: { departmentId, required, labels } }),
    onSuccess: async (_, { said, undoes }) => {
      await refetch();
      if (undoes === undefined) tell(said);
      else tellUndoable(said, () => set.mutate({ ...undoes, said: t('settings.undone') }), 'settings');
    },
    onError: (error) => tellProblem(error, t('settings.notSaved')),
  });
  const rename = useMutation({
    mutationFn: ({ id, label }: Rename) => request('PUT', `/dispositions/${id}`, departmentDispositions, { body: { label } }),
    onSuccess: (saved, { id, was }) => {
      queries.setQueryData(queryKey, saved);
      if (was === undefined) tell(t('settings.undone'));
      else tellUndoable(t('settings.dispositions.renamed'), () => rename.mutate({ id, label: was }), 'settings');
    },
    onError: (error) => tellProblem(error, isProblem(error, 'CONFLICT') ? t('settings.dispositions.taken') : t('settings.notSaved')),
  });
  return {
    isPending: set.isPending || rename.isPending,
    change: (wanted: Partial<Wanted>, said: string) => set.mutate({ ...before, ...wanted, said, undoes: before }),
    rename: (id: string, label: string, was: string) => rename.mutate({ id, label, was }),
  };
}
