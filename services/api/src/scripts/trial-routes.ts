import {
  dryRun,
  dryRunResult,
  id,
  replayCallsQuery,
  replayedCallPage,
  requestReplay as requestShape,
  scriptReplay,
  scriptReplayList,
} from '@ringbase/contracts';
import { type AnyRoute, problem } from '@ringbase/platform';
import { dryRunScript, getReplay, listCallsOfReplay, listDepartmentReplays, requestReplay } from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';

const ofDepartment = z.object({ id });
const ofReplay = z.object({ id, replayId: id });

export const trialRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'post',
    path: '/departments/{id}/call-script/dry-run',
    summary: 'Where a supposed call would go, and why; nothing comes of it',
    may: 'script:write',
    params: ofDepartment,
    body: dryRun,
    answers: { 200: dryRunResult, 400: problem('INVALID'), 404: problem('NOT_FOUND') },
    handle: ({ ctx, params, body }) => dryRunScript(ctx, { departmentId: params.id, ...body }),
  }),
  defineRoute({
    method: 'get',
    path: '/departments/{id}/call-script/replays',
    summary: 'The newest replays',
    may: 'script:write',
    params: ofDepartment,
    answers: { 200: scriptReplayList, 404: problem('NOT_FOUND') },
    handle: async ({ ctx, params }) => ({ items: await listDepartmentReplays(ctx, { departmentId: params.id }) }),
  }),
  defineRoute({
    method: 'post',
    path: '/departments/{id}/call-script/replays',
    summary: 'Try a script on a period’s real calls',
    may: 'script:write',
    params: ofDepartment,
    body: requestShape,
    answers: { 202: scriptReplay, 400: problem('INVALID'), 403: problem('FORBIDDEN'), 404: problem('NOT_FOUND') },
    handle: ({ ctx, params, body }) => requestReplay(ctx, { departmentId: params.id, ...body }),
  }),
  defineRoute({
    method: 'get',
    path: '/departments/{id}/call-script/replays/{replayId}',
    summary: 'How far a replay has come, and what it has found',
    may: 'script:write',
    params: ofReplay,
    answers: { 200: scriptReplay, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => getReplay(ctx, { departmentId: params.id, replayId: params.replayId }),
  }),
  defineRoute({
    method: 'get',
    path: '/departments/{id}/call-script/replays/{replayId}/calls',
    summary: 'The calls that would not have gone as they went, newest first',
    may: 'script:write',
    params: ofReplay,
    query: replayCallsQuery,
    answers: { 200: replayedCallPage, 400: problem('INVALID'), 404: problem('NOT_FOUND') },
    handle: ({ ctx, params, query }) => listCallsOfReplay(ctx, { ...query, departmentId: params.id, replayId: params.replayId }),
  }),
];
