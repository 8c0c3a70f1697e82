import { type Application, application } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { isProblem } from '../../client/problem.js';
import { request } from '../../client/request.js';
import { tellProblem, tellUndoable } from '../../parts/tell.js';
import { applicationQuery, applicationTypesQuery } from './application-queries.js';
import { applyChanges, type Changes, reverseChanges } from './conflict.js';

export type Conflict = { before: Application; theirs: Application; wish: Changes };

/** Conflicts that wait for a word of the viewer, by application. */
export const useConflicts = create<{ byApplication: Readonly<Record<string, Conflict>> }>(() => ({ byApplication: {} }));

export function settleConflict(id: string): void {
  useConflicts.setState(({ byApplication }) => ({
    byApplication: Object.fromEntries(Object.entries(byApplication).filter(([each]) => each !== id)),
  }));
}

/** Changes shown at once, taken back if refused; a conflict is laid before the viewer, nothing is overwritten. */
export function useChangeApplication(id: string) {
  const queries = useQueryClient();
  const { t } = useTranslation();
  const { queryKey } = applicationQuery(id);
  const fresh = () => request('GET', `/applications/${id}`, application);

  const save = useMutation({
    mutationFn: ({ before, wish }: { before: Application; wish: Changes; undoable?: string }) =>
      request('PATCH', `/applications/${id}`, application, { body: { ...wish, version: before.version } }),
    onMutate: async ({ before, wish }) => {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, applyChanges(before, wish, queries.getQueryData(applicationTypesQuery.queryKey)?.items));
    },
    onSuccess: (answer, { before, wish, undoable }) => {
      queries.setQueryData(queryKey, answer);
      for (const key of [['applications'], ['timeline', id], ['application-count'], ['call-card']])
        void queries.invalidateQueries({ queryKey: key });
      if (undoable) tellUndoable(undoable, () => save.mutate({ before: answer, wish: reverseChanges(before, wish) }));
    },
    onError: async (error, { before, wish }) => {
      queries.setQueryData(queryKey, before);
      if (!isProblem(error, 'CONFLICT')) return tellProblem(error, t('applications.notSaved'));
      const theirs = await fresh().catch(() => null);
      if (!theirs) return tellProblem(error);
      queries.setQueryData(queryKey, theirs);
      void queries.invalidateQueries({ queryKey: ['timeline', id] });
      useConflicts.setState(({ byApplication }) => ({ byApplication: { ...byApplication, [id]: { before, theirs, wish } } }));
    },
  });
  return save;
}
