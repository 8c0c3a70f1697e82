import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem.js';

let onSignedOut: () => void = () => {};

/** What to do when the API says that the session is over. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

/** The session is over: to sign-in, keeping the place. */
export function leaveSession(): void {
  onSignedOut();
}

function notice(error: unknown): void {
  if (isProblem(error, 'UNAUTHENTICATED')) onSignedOut();
}

/** News by ws tell what to fetch again, so nothing is stale by age alone. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: notice }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: {
    queries: {
      staleTime: 5 * 60_000,
      retry: (failures, error) => failures < 2 && (!isProblem(error) || error.code === 'OFFLINE' || error.code === 'UNAVAILABLE'),
      refetchOnWindowFocus: false,
    },
  },
});
