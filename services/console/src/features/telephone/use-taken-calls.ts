import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTelephone } from '../../softphone/use-telephone.js';
import { callCardQuery } from '../calls/call-queries.js';
import { closeCardOf, useCardDesk } from './card-desk.js';
import { type Taker, takerOf } from './taker-of.js';
import { tellTaken } from './tell-taken.js';

/** Milliseconds: the phone company tells its own telephones of a pick-up before it tells the house. */
const looks = [0, 1000, 2000, 3000];

/** The card opens when Answer is pressed; when another was quicker after all it is closed, and told who was. Mounted once, by the telephone. */
export function useTakenCalls(): void {
  const queries = useQueryClient();
  const open = useCardDesk((desk) => desk.callId);
  const talk = useTelephone((telephone) => telephone.talk);
  const late = useTelephone((telephone) => telephone.late);
  const { data: card } = useQuery({ ...callCardQuery(open ?? ''), enabled: open !== null });

  const name = open !== null && talk?.callId !== open ? (card?.takenBy?.name ?? null) : null;
  useEffect(() => {
    if (open !== null && name !== null) tellTaken(open, { kind: 'colleague', name });
  }, [open, name]);

  useEffect(() => {
    const callId = late?.callId;
    if (!callId) return;
    closeCardOf(callId);
    void learnTaker(queries, callId).then((taker) => tellTaken(callId, taker));
  }, [late, queries]);
}

async function learnTaker(queries: QueryClient, callId: string): Promise<Taker> {
  for (const wait of looks) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const card = await queries.fetchQuery({ ...callCardQuery(callId), staleTime: 0, retry: false }).catch(() => undefined);
    const taker = takerOf(card);
    if (taker.kind !== 'unknown') return taker;
  }
  return { kind: 'unknown' };
}
