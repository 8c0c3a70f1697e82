import { type DepartmentSettings, departmentSettings, type PutDepartmentSettings } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { tell, tellProblem, tellUndoable } from '../../parts/tell.js';
import { departmentSettingsQuery } from './settings-queries.js';

type Put = { next: PutDepartmentSettings; undoes?: PutDepartmentSettings };

export function typedSettings({ department: _, holdSound, ...settings }: DepartmentSettings): PutDepartmentSettings {
  return { ...settings, holdSoundId: holdSound?.id ?? null };
}

/** Writes a department's settings; what stood there before comes back with one click. */
export function usePutSettings(departmentId: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const put = useMutation({
    mutationFn: ({ next }: Put) => request('PUT', `/departments/${departmentId}/settings`, departmentSettings, { body: next }),
    onSuccess: (saved, { undoes }) => {
      queries.setQueryData(departmentSettingsQuery(departmentId).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['departments'] });
      void queries.invalidateQueries({ queryKey: ['hours', departmentId] });
      void queries.invalidateQueries({ queryKey: ['sounds', departmentId] });
      if (undoes === undefined) tell(t('settings.undone'));
      else tellUndoable(t('settings.saved'), () => put.mutate({ next: undoes }), 'settings');
    },
    onError: (error) => tellProblem(error, t('settings.notSaved')),
  });
  return put;
}
