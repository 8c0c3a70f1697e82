import { type Session, session } from '@ringbase/contracts';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { request } from '../../client/request.js';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request('GET', '/session', session, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

/** Who is signed in. Only inside the frame, which is not shown to anybody else. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}
