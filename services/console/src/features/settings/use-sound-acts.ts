import { type Sound, sound as soundShape } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../client/problem.js';
import { command, request } from '../../client/request.js';
import { tell, tellProblem, tellUndoable } from '../../parts/tell.js';
import { soundsQuery } from './settings-queries.js';

type Act = { kind: 'remove' | 'restore'; sound: Pick<Sound, 'id' | 'name'> };

/** A sound is taken away, or that is taken back. */
export function useSoundActs(departmentId: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const acts = useMutation({
    mutationFn: async ({ kind, sound }: Act) => {
      const path = `/departments/${departmentId}/sounds/${sound.id}`;
      if (kind === 'remove') await command('DELETE', path);
      else await request('POST', `${path}/restore`, soundShape, { body: {} });
    },
    onSuccess: (_, { kind, sound }) => {
      if (kind === 'restore') tell(t('settings.undone'));
      else tellUndoable(t('settings.sounds.removed', { name: sound.name }), () => acts.mutate({ kind: 'restore', sound }), 'settings');
    },
    onError: (error) => tellProblem(error, isProblem(error, 'CONFLICT') ? t('settings.sounds.inUse') : undefined),
    onSettled: () => void queries.invalidateQueries({ queryKey: soundsQuery(departmentId).queryKey }),
  });
  return acts;
}
