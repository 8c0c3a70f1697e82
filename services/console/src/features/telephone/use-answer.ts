import { type CallCard, callCard } from '@ringbase/contracts';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../client/problem.js';
import { request } from '../../client/request.js';
import { tell, tellProblem } from '../../parts/tell.js';
import type { SoftphoneCall } from '../../softphone/softphone.js';
import { acceptLeg, awaitLeg, rejectLeg, useTelephone } from '../../softphone/use-telephone.js';
import { tabName } from '../../tabs/tab-name.js';
import { useSession } from '../session/use-session.js';
import { openCard } from './card-desk.js';
import { noteDeclined } from './declined.js';
import { forgetRinging } from './forget-ringing.js';
import { takerInRefusal } from './taker-of.js';
import { tellTaken } from './tell-taken.js';

/** The claim may come back before the telephone has rung in this tab. */
const legPatience = 5000;
/** The caller is not kept waiting for the card longer than this. */
const claimPatience = 3000;

/** What rings: a call that the server tells of, or a leg of which no more is known than itself. */
type Ring = { callId: string | null; leg: SoftphoneCall | null };

/**
 * Answer: the claim first, so that two who press at once have one winner; the card opens from the claim's own answer,
 * without another question to the server; then the telephone picks up. Without a claim, too, unless somebody else has the
 * call: a caller can be spoken to without a card.
 */
export function useAnswer() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useSession().person.id;
  return useMutation({
    mutationFn: async ({ callId, leg: known }: Ring) => {
      performance.mark('answer.pressed');
      const trouble = callId === null ? null : await claim(queries, callId);
      if (isProblem(trouble, 'CONFLICT')) throw trouble;
      if (callId !== null) forgetRinging(queries, callId);
      const leg = known ?? (callId === null ? null : await awaitLeg(callId, legPatience));
      if (leg) acceptLeg(leg);
      else if (trouble !== null) throw trouble;
      else return tell(t('telephone.noLeg'));
      if (trouble !== null || callId === null) tell(t('telephone.noCard'));
    },
    onError: (error, { callId }) => {
      if (!isProblem(error, 'CONFLICT')) return tellProblem(error, t('telephone.notAnswered'));
      if (callId === null) return;
      forgetRinging(queries, callId);
      tellTaken(callId, takerInRefusal(error.details, me));
    },
  });
}

/** Claims the call for this tab and opens its card; answers what was wrong, if anything was. */
async function claim(queries: QueryClient, callId: string): Promise<Error | null> {
  try {
    const signal = AbortSignal.timeout(claimPatience);
    const claimed = await request('POST', `/calls/${callId}/claim`, callCard, { body: { tab: tabName() }, signal });
    queries.setQueryData(['call-card', callId], claimed);
    if (claimed.application) queries.setQueryData(['application', claimed.application.id], claimed.application);
    openCard(callId);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Not here: this tab's ringing legs of the call are refused, the script goes on. */
export function useDecline() {
  const queries = useQueryClient();
  return (card: CallCard) => {
    for (const leg of useTelephone.getState().ringing.filter(({ callId }) => callId === card.callId)) rejectLeg(leg);
    noteDeclined(card.callId);
    forgetRinging(queries, card.callId);
  };
}
