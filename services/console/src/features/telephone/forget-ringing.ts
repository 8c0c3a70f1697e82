import type { CallCard } from '@ringbase/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { ringingQuery } from '../calls/call-queries.js';

/** Takes a call off the screen at once; the server's list is fetched again behind it. */
export function forgetRinging(queries: QueryClient, callId: string): void {
  queries.setQueryData(
    ringingQuery.queryKey,
    (known: { items: CallCard[] } | undefined) => known && { items: known.items.filter((card) => card.callId !== callId) },
  );
  void queries.invalidateQueries({ queryKey: ringingQuery.queryKey });
}
