import { departmentList, personList } from '@ringbase/contracts';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../../client/request.js';

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => request('GET', '/people', personList, { signal }),
});

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: ({ signal }) => request('GET', '/departments', departmentList, { signal }),
});
