import { presence } from '@ringbase/contracts';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../../client/request.js';

/** Mine. */
export const presenceQuery = queryOptions({
  queryKey: ['presence'],
  queryFn: ({ signal }) => request('GET', '/presence', presence, { signal }),
});
