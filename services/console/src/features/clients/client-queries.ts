import { client, clientPage } from '@ringbase/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../../client/request.js';

export const clientsQuery = (q: string, limit = 100) =>
  infiniteQueryOptions({
    queryKey: ['clients', q, limit],
    queryFn: ({ pageParam, signal }) => request('GET', '/clients', clientPage, { query: { q, limit, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });

export const clientQuery = (id: string) =>
  queryOptions({ queryKey: ['client', id], queryFn: ({ signal }) => request('GET', `/clients/${id}`, client, { signal }) });
