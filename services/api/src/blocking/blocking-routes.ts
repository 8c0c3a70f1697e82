import { blockedCaller, blockedCallerPage, blockedCallerQuery, blockingSettings, blockCaller as blockShape, id } from '@ringbase/contracts';
import { type AnyRoute, problem } from '@ringbase/platform';
import { blockCaller, changeBlockingSettings, endBlock, listBlockedCallers, readBlockingSettings, restoreBlock } from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';

const byId = z.object({ id });

export const blockingRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/blocked-callers',
    summary: 'Whom we turn away, and how many calls each block has stopped; or whom we no longer do',
    may: 'blocking:read',
    query: blockedCallerQuery,
    answers: { 200: blockedCallerPage, 400: problem('INVALID') },
    handle: ({ ctx, query }) => listBlockedCallers(ctx, query),
  }),
  defineRoute({
    method: 'post',
    path: '/blocked-callers',
    summary: 'Turn a number, a prefix, a call’s caller or withheld callers away from now on',
    may: 'blocking:write',
    body: blockShape,
    answers: {
      201: blockedCaller,
      400: problem('INVALID'),
      403: problem('FORBIDDEN'),
      404: problem('NOT_FOUND'),
      409: problem('CONFLICT'),
    },
    handle: ({ ctx, body }) => blockCaller(ctx, body),
  }),
  defineRoute({
    method: 'post',
    path: '/blocked-callers/{id}/end',
    summary: 'Let these callers through again; the block stays as history',
    may: 'blocking:write',
    params: byId,
    answers: { 200: blockedCaller, 403: problem('FORBIDDEN'), 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => endBlock(ctx, params),
  }),
  defineRoute({
    method: 'post',
    path: '/blocked-callers/{id}/restore',
    summary: 'Take the end of a block back',
    may: 'blocking:write',
    params: byId,
    answers: { 200: blockedCaller, 403: problem('FORBIDDEN'), 404: problem('NOT_FOUND'), 409: problem('CONFLICT') },
    handle: ({ ctx, params }) => restoreBlock(ctx, params),
  }),
  defineRoute({
    method: 'get',
    path: '/blocking-settings',
    summary: 'When a number is blocked by itself',
    may: 'blocking:read',
    answers: { 200: blockingSettings },
    handle: ({ ctx }) => readBlockingSettings(ctx),
  }),
  defineRoute({
    method: 'put',
    path: '/blocking-settings',
    summary: 'Choose when a number is blocked by itself, and for how long',
    may: 'blocking:configure',
    body: blockingSettings,
    answers: { 200: blockingSettings, 400: problem('INVALID') },
    handle: ({ ctx, body }) => changeBlockingSettings(ctx, body),
  }),
];
