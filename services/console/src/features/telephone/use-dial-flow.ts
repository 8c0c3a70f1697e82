import { type DialIntent, dialIntent } from '@ringbase/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { request } from '../../client/request.js';
import { acceptLeg, useTelephone } from '../../softphone/use-telephone.js';
import { openCard } from './card-desk.js';
import { forgetDialling, useDialling } from './dial.js';
import { legOfClick } from './leg-of-click.js';

export function hasFailed(intent: DialIntent | undefined): boolean {
  return intent?.state === 'failed' || intent?.state === 'refused';
}

/** `rings`: a leg waits to be recognised, and the one who clicked with it. */
export function useDialIntent(intentId: string | null, rings = false) {
  return useQuery({
    queryKey: ['dial-intent', intentId],
    queryFn: ({ signal }) => request('GET', `/dial-intents/${intentId}`, dialIntent, { signal }),
    enabled: intentId !== null,
    // News tell of it, too; a lost frame must not leave him waiting.
    refetchInterval: ({ state: { data } }) => (hasFailed(data) || data?.callId ? false : rings && !data?.providerCallId ? 300 : 1500),
  });
}

/**
 * Who clicked a number has answered already: the leg that rings for his click is picked up in the tab where he clicked,
 * and the card opens as soon as the call has its name. It is known by the click's own word of it, and by nothing else.
 */
export function useDialFlow(): void {
  const dialling = useDialling((state) => state.dialling);
  const ringing = useTelephone((telephone) => telephone.ringing);
  const talk = useTelephone((telephone) => telephone.talk);
  const [carried, setCarried] = useState<string | null>(null);
  const intentId = dialling?.intentId ?? carried;
  const { data: intent } = useDialIntent(intentId, ringing.length > 0);
  const callId = intent?.callId ?? null;

  const mine = dialling?.intentId ? legOfClick(ringing, intent) : undefined;
  useEffect(() => {
    if (!mine || !dialling?.intentId || talk) return;
    setCarried(dialling.intentId);
    acceptLeg(mine);
    forgetDialling();
  }, [mine, dialling, talk]);

  useEffect(() => {
    if (carried === null || callId === null) return;
    setCarried(null);
    openCard(callId);
    useTelephone.setState((state) => (state.talk && state.talk.callId === null ? { talk: { ...state.talk, callId } } : state));
  }, [carried, callId]);

  // My desk phone or mobile rings instead: the call shows itself by my presence, this has nothing more to tell.
  const elsewhere = dialling !== null && callId !== null && ringing.length === 0;
  useEffect(() => {
    if (!elsewhere) return;
    const timer = setTimeout(forgetDialling, 8000);
    return () => clearTimeout(timer);
  }, [elsewhere]);
}
