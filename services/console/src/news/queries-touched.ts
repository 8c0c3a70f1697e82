import type { Change } from '@ringbase/contracts';

export type QueryKey = readonly string[];

/** The beginnings of the query keys whose answers a change makes old. */
export function queriesTouched({ noun, id, applicationId }: Change): readonly QueryKey[] {
  const history: QueryKey[] = applicationId ? [['timeline', applicationId]] : [];
  switch (noun) {
    case 'application':
      return [['applications'], ['application', id], ['timeline', id], ['application-count']];
    case 'call':
      // A call leaves promises and keeps them.
      return [['calls'], ['call', id], ['call-card', id], ['call-control', id], ['callbacks'], ['blocked-callers'], ...history];
    case 'callback':
      return [['callbacks'], ['applications'], ...history];
    case 'presence':
      return [['presence'], ['people']];
    case 'recording':
      return [['recording', id], ['calls'], ...history, ...(applicationId ? [] : [['timeline']])];
    case 'client':
      return [['clients'], ['client', id], ['applications']];
    case 'comment':
      return history;
    case 'blocked-caller':
      return [['blocked-callers'], ['blocking-settings']];
    case 'dial-intent':
      return [['dial-intent', id]];
  }
}
