import { useEffect } from 'react';
import { create } from 'zustand';
import { ring, silence } from '../../softphone/bell.js';
import { useTelephone } from '../../softphone/use-telephone.js';
import { standForElection } from '../../tabs/ring-election.js';
import { useRings } from './use-rings.js';

/** Whether this is the one tab of the browser that sounds. */
export const useBellElection = create<{ elected: boolean }>(() => ({ elected: false }));

/** Rings as long as something rings at me and nobody talks here, on the elected tab only. Mounted once, by the frame. */
export function useBell(): void {
  useEffect(() => standForElection((elected) => useBellElection.setState({ elected })), []);
  const elected = useBellElection((election) => election.elected);
  const talking = useTelephone((telephone) => telephone.talk !== null);
  const { cards, cardless } = useRings();
  const rings = elected && !talking && (cardless.length > 0 || cards.some((card) => card.direction === 'inbound'));
  useEffect(() => {
    if (!rings) return;
    ring();
    return silence;
  }, [rings]);
}
