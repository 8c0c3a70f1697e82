import { NativeSelect } from '@mantine/core';
import { MOST_SIMULTANEOUS_CALLS, type StaffMember } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { command } from '../../client/request.js';
import { tell, tellProblem, tellUndoable } from '../../parts/tell.js';
import { staffQuery } from './settings-queries.js';

const choices = Array.from({ length: MOST_SIMULTANEOUS_CALLS }, (_, index) => String(index + 1));
type Put = { calls: number; undoes?: number };

/** On how many calls somebody can be before he is rung no more; set for those whom the viewer leads. */
export function CallsAtOnce({ member }: { member: StaffMember }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const put = useMutation({
    mutationFn: ({ calls }: Put) => command('PUT', `/people/${member.id}/simultaneous-calls`, { body: { simultaneousCalls: calls } }),
    onSuccess: (_, { undoes }) => {
      if (undoes === undefined) tell(t('settings.undone'));
      else tellUndoable(t('settings.saved'), () => put.mutate({ calls: undoes }), 'settings');
    },
    onError: (error) => tellProblem(error, t('settings.notSaved')),
    onSettled: () => void queries.invalidateQueries({ queryKey: staffQuery.queryKey }),
  });
  if (member.devices === null) return <span className="figures">{member.simultaneousCalls}</span>;
  return (
    <NativeSelect
      size="xs"
      w={64}
      data={choices}
      value={String(member.simultaneousCalls)}
      disabled={put.isPending}
      aria-label={t('settings.people.callsAtOnceOf', { name: member.name })}
      onChange={(event) => put.mutate({ calls: Number(event.currentTarget.value), undoes: member.simultaneousCalls })}
      data-testid="calls-at-once"
    />
  );
}
