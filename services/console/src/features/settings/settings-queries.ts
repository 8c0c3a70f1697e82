import {
  callbackRulesList,
  departmentDispositions,
  departmentSettings,
  pbxKeyList,
  ringGroup,
  soundList,
  staffList,
} from '@ringbase/contracts';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../../client/request.js';

export const departmentSettingsQuery = (departmentId: string) =>
  queryOptions({
    queryKey: ['department-settings', departmentId],
    queryFn: ({ signal }) => request('GET', `/departments/${departmentId}/settings`, departmentSettings, { signal }),
  });

export const ringGroupQuery = (departmentId: string) =>
  queryOptions({
    queryKey: ['ring-group', departmentId],
    queryFn: ({ signal }) => request('GET', `/departments/${departmentId}/ring-group`, ringGroup, { signal }),
  });

export const dispositionsQuery = (departmentId: string) =>
  queryOptions({
    queryKey: ['dispositions', departmentId],
    queryFn: ({ signal }) => request('GET', `/departments/${departmentId}/dispositions`, departmentDispositions, { signal }),
  });

export const callbackRulesQuery = queryOptions({
  queryKey: ['callback-rules'],
  queryFn: ({ signal }) => request('GET', '/callback-rules', callbackRulesList, { signal }),
});

export const soundsQuery = (departmentId: string) =>
  queryOptions({
    queryKey: ['sounds', departmentId],
    queryFn: ({ signal }) => request('GET', `/departments/${departmentId}/sounds`, soundList, { signal }),
  });

export const pbxKeysQuery = queryOptions({
  queryKey: ['pbx-keys'],
  queryFn: ({ signal }) => request('GET', '/pbx-keys', pbxKeyList, { signal }),
});

export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: ({ signal }) => request('GET', '/staff', staffList, { signal }),
});
