import type { Presence } from '@ringbase/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTelephone } from '../../softphone/use-telephone.js';
import { presenceQuery } from '../presence/presence-queries.js';

export type OtherTelephone = Exclude<Presence['devices'][number]['kind'], 'browser'>;

/** News of a call and its ring at this tab's telephone come by two ways; the slower one is given this long. */
const ringPatience = 1500;

/** The telephones other than this tab's at which a call rings; null while it rings here, or may do so at any moment. */
export function useRingsElsewhere(callId: string | null): readonly OtherTelephone[] | null {
  const ringsHere = useTelephone(({ ringing }) => ringing.some((leg) => leg.callId === callId));
  const { data: presence } = useQuery(presenceQuery);
  const [waitedFor, setWaitedFor] = useState<string | null>(null);
  useEffect(() => {
    if (callId === null || ringsHere) return setWaitedFor(null);
    const timer = setTimeout(() => setWaitedFor(callId), ringPatience);
    return () => clearTimeout(timer);
  }, [callId, ringsHere]);

  if (callId === null || ringsHere || !presence) return null;
  const kinds = presence.devices.map(({ kind }) => kind);
  if (waitedFor !== callId && kinds.includes('browser')) return null;
  return kinds.filter((kind) => kind !== 'browser');
}
