import { callbackPage } from '@ringbase/contracts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { request } from '../../client/request.js';

export type CallbackFilter = Partial<{
  state: 'open' | 'kept' | 'dismissed';
  applicationId: string;
  dueBefore: string;
  firedAfter: string;
  mine: boolean;
  kind: 'promise' | 'review';
}>;

export const callbacksQuery = (filter: CallbackFilter, limit = 100) =>
  infiniteQueryOptions({
    queryKey: ['callbacks', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/callbacks', callbackPage, { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
