import { type ApplicationQuery, application, applicationCount, applicationPage, applicationTypeList, timeline } from '@ringbase/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { request } from '../../client/request.js';

/** What the list can be narrowed by; everything but paging, and nothing of it is required. */
export type ApplicationFilter = Partial<Omit<ApplicationQuery, 'cursor' | 'limit'>>;

export const applicationsQuery = (filter: ApplicationFilter, limit = 100) =>
  infiniteQueryOptions({
    queryKey: ['applications', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      request('GET', '/applications', applicationPage, { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });

export const applicationQuery = (id: string) =>
  queryOptions({ queryKey: ['application', id], queryFn: ({ signal }) => request('GET', `/applications/${id}`, application, { signal }) });

export const timelineQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['timeline', id],
    queryFn: ({ pageParam, signal }) => request('GET', `/applications/${id}/timeline`, timeline, { query: { cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });

export const applicationTypesQuery = queryOptions({
  queryKey: ['application-types'],
  queryFn: ({ signal }) => request('GET', '/application-types', applicationTypeList, { signal }),
});

export const applicationCountQuery = queryOptions({
  queryKey: ['application-count'],
  queryFn: ({ signal }) => request('GET', '/application-count', applicationCount, { signal }),
});
