import { useInfiniteQuery } from '@tanstack/react-query';
import { callsQuery } from '../calls/call-queries.js';
import { useSession } from '../session/use-session.js';

/** The call that was carried last: this tab's own knowledge, else, after a reload, the last one that I answered. */
export function useWrappedCall(known: string | null): string | null {
  const { person } = useSession();
  const { data } = useInfiniteQuery({ ...callsQuery({ outcome: 'answered' }, 5), enabled: known === null });
  return known ?? data?.pages[0]?.items.find((call) => call.answeredBy?.id === person.id)?.id ?? null;
}
