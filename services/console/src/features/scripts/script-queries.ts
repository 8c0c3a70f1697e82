import {
  departmentHours,
  departmentScript,
  replayedCallPage,
  scriptReplay,
  scriptReplayList,
  scriptVersionList,
} from '@ringbase/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../../client/request.js';

export const scriptPath = (departmentId: string) => `/departments/${departmentId}/call-script`;

export const departmentScriptQuery = (departmentId: string) =>
  queryOptions({
    queryKey: ['call-script', departmentId],
    queryFn: ({ signal }) => request('GET', scriptPath(departmentId), departmentScript, { signal }),
  });

export const scriptVersionsQuery = (departmentId: string) =>
  queryOptions({
    queryKey: ['call-script', departmentId, 'versions'],
    queryFn: ({ signal }) => request('GET', `${scriptPath(departmentId)}/versions`, scriptVersionList, { signal }),
  });

export const replaysQuery = (departmentId: string) =>
  queryOptions({
    queryKey: ['call-script', departmentId, 'replays'],
    queryFn: ({ signal }) => request('GET', `${scriptPath(departmentId)}/replays`, scriptReplayList, { signal }),
  });

/** Milliseconds between two looks while it runs. */
const LOOK = 1000;
export const replayQuery = (departmentId: string, id: string) =>
  queryOptions({
    queryKey: ['call-script', departmentId, 'replay', id],
    queryFn: ({ signal }) => request('GET', `${scriptPath(departmentId)}/replays/${id}`, scriptReplay, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' || state.data?.state === 'running' ? LOOK : false),
  });

export type ListedChange = 'elsewhere' | 'better' | 'worse';
export const replayCallsQuery = (departmentId: string, id: string, change: ListedChange) =>
  infiniteQueryOptions({
    queryKey: ['call-script', departmentId, 'replay', id, 'calls', change],
    queryFn: ({ pageParam, signal }) =>
      request('GET', `${scriptPath(departmentId)}/replays/${id}/calls`, replayedCallPage, {
        query: { change, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });

export const hoursQuery = (departmentId: string) =>
  queryOptions({
    queryKey: ['hours', departmentId],
    queryFn: ({ signal }) => request('GET', `/departments/${departmentId}/hours`, departmentHours, { signal }),
  });
