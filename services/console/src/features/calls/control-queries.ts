import { type CallControl, callControl } from '@ringbase/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../client/problem.js';
import { request } from '../../client/request.js';
import { tell, tellProblem } from '../../parts/tell.js';

export const callControlQuery = (id: string) =>
  queryOptions({
    queryKey: ['call-control', id],
    queryFn: ({ signal }) => request('GET', `/calls/${id}/control`, callControl, { signal }),
  });

export type TransferTo =
  | { kind: 'person'; personId: string }
  | { kind: 'department'; departmentId: string }
  | { kind: 'number'; number: string };
/** What is wanted of a call, as its address and its body. */
export type Wish =
  | {
      act: 'hold' | 'resume' | 'transfer/complete' | 'transfer/cancel' | 'transfer/merge' | 'recording/pause' | 'recording/resume' | 'over';
    }
  | { act: 'mute'; body: { muted: boolean } }
  | { act: 'transfer'; body: { mode: 'warm' | 'blind' | 'add'; to: TransferTo } }
  | { act: 'notes'; body: { text: string } }
  | { act: 'disposition'; body: { dispositionId: string } };

/** One click is one wish, however often it is sent; the answer is the call as it then is. */
export function useCallAct(callId: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish): Promise<CallControl> =>
      request('POST', `/calls/${callId}/${wish.act}`, callControl, {
        body: { key: crypto.randomUUID(), ...('body' in wish ? wish.body : {}) },
      }),
    onSuccess: (answer) => queries.setQueryData(callControlQuery(callId).queryKey, answer),
    onError: (error) => {
      const reason = isProblem(error) ? error.details['reason'] : undefined;
      if (typeof reason !== 'string') return tellProblem(error);
      tell(t(`control.refused.${reason}`, { defaultValue: t(`dial.reason.${reason}`, { defaultValue: t('problem.other') }) }));
    },
  });
}
