import { call, callCard, callPage } from '@ringbase/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../../client/request.js';
import { untilLapse } from '../telephone/rings-here.js';

export type CallFilter = Partial<{
  applicationId: string;
  clientId: string;
  blockedCallerId: string;
  outcome: 'blocked' | 'failed' | 'missed' | 'voicemail' | 'answered';
  direction: 'inbound' | 'outbound';
  unassigned: boolean;
}>;

export const callsQuery = (filter: CallFilter, limit = 100) =>
  infiniteQueryOptions({
    queryKey: ['calls', filter, limit],
    queryFn: ({ pageParam, signal }) => request('GET', '/calls', callPage, { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });

export const callQuery = (id: string) =>
  queryOptions({ queryKey: ['call', id], queryFn: ({ signal }) => request('GET', `/calls/${id}`, call, { signal }) });

export const callCardQuery = (id: string) =>
  queryOptions({ queryKey: ['call-card', id], queryFn: ({ signal }) => request('GET', `/calls/${id}/card`, callCard, { signal }) });

const callCardList = z.object({ items: z.array(callCard) });

/** What rings at me now. Nobody tells of a claim that lapses, so it is asked about, in hidden tabs, too. */
export const ringingQuery = queryOptions({
  queryKey: ['ringing'],
  queryFn: ({ signal }) => request('GET', '/calls/ringing', callCardList, { signal }),
  refetchInterval: ({ state }) => untilLapse(state.data?.items, Date.now()) ?? false,
  refetchIntervalInBackground: true,
});
