import type { CallCard } from '@ringbase/contracts';
import { useQuery } from '@tanstack/react-query';
import { useLasting } from '../../parts/use-lasting.js';
import type { SoftphoneCall } from '../../softphone/softphone.js';
import { useTelephone } from '../../softphone/use-telephone.js';
import { ringingQuery } from '../calls/call-queries.js';
import { cardlessLegs } from './cardless-legs.js';
import { useDeclined } from './declined.js';
import { ringsHere } from './rings-here.js';

/** A card comes this soon when it comes at all, and a leg that another tab picks up is gone by then. */
const cardPatience = 1500;

/** What rings at me: the calls that the server tells of, and the legs at this tab's telephone that nobody can tell of. */
export function useRings(): { cards: CallCard[]; cardless: SoftphoneCall[] } {
  const { data } = useQuery(ringingQuery);
  const legs = useTelephone((telephone) => telephone.ringing);
  const talk = useTelephone((telephone) => telephone.talk);
  const declined = useDeclined((state) => state.callIds);
  const without = cardlessLegs(legs, data?.items, talk);
  const lasting = useLasting(
    without.map(({ callSid }) => callSid),
    cardPatience,
  );
  return { cards: ringsHere(data?.items, declined, legs), cardless: without.filter(({ callSid }) => lasting.has(callSid)) };
}
