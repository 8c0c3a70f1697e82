import { presence } from '@ringbase/contracts';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../../client/request.js';

/** Mine. Hours begin and end without news. */
export const presenceQuery = queryOptions({
  queryKey: ['presence'],
  queryFn: ({ signal }) => request('GET', '/presence', presence, { signal }),
  refetchInterval: 60_000,
});
