import { blockedCallerPage, blockingSettings } from '@ringbase/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../../client/request.js';

export type BlockState = 'live' | 'over';

export const blockedCallersQuery = (state: BlockState, limit = 100) =>
  infiniteQueryOptions({
    queryKey: ['blocked-callers', state, limit],
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/blocked-callers', blockedCallerPage, { query: { state, limit, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });

export const blockingSettingsQuery = queryOptions({
  queryKey: ['blocking-settings'],
  queryFn: ({ signal }) => request('GET', '/blocking-settings', blockingSettings, { signal }),
});
