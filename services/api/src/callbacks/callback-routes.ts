import {
  callback,
  callbackPage,
  callbackQuery,
  callbackRules,
  callbackRulesList,
  id,
  keptShare,
  keptShareQuery,
  createReminder as newReminder,
  setCallbackRules as newRules,
  snoozeCallback as snooze,
} from '@ringbase/contracts';
import { type AnyRoute, problem } from '@ringbase/platform';
import {
  createReminder,
  dismissCallback,
  keepCallback,
  listCallbackRules,
  listCallbacks,
  measureKeptShare,
  setCallbackRules,
  snoozeCallback,
} from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';

const params = z.object({ id });
const changed = { 200: callback, 404: problem('NOT_FOUND'), 409: problem('ALREADY_KEPT') };

export const callbackRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/callbacks',
    summary: 'Promised callbacks, soonest first',
    may: 'callback:read',
    query: callbackQuery,
    answers: { 200: callbackPage, 400: problem('INVALID') },
    handle: ({ ctx, query }) => listCallbacks(ctx, query),
  }),
  defineRoute({
    method: 'get',
    path: '/callbacks/kept-share',
    summary: 'How callers’ promises were kept, by department and by person',
    may: 'callback:read',
    query: keptShareQuery,
    answers: { 200: keptShare, 400: problem('INVALID') },
    handle: ({ ctx, query }) => measureKeptShare(ctx, query),
  }),
  defineRoute({
    method: 'get',
    path: '/callback-rules',
    summary: 'How each department keeps its word',
    may: 'callback:read',
    answers: { 200: callbackRulesList },
    handle: ({ ctx }) => listCallbackRules(ctx),
  }),
  defineRoute({
    method: 'put',
    path: '/callback-rules',
    summary: 'How a department keeps its word from now on',
    may: 'callback:rules',
    body: newRules,
    answers: { 200: callbackRules, 404: problem('NOT_FOUND'), 400: problem('INVALID') },
    handle: ({ ctx, body }) => setCallbackRules(ctx, body),
  }),
  defineRoute({
    method: 'post',
    path: '/callbacks',
    summary: 'Remind me of an application or a client',
    may: 'callback:write',
    body: newReminder,
    answers: { 201: callback, 404: problem('NOT_FOUND'), 400: problem('INVALID') },
    handle: ({ ctx, body }) => createReminder(ctx, body),
  }),
  defineRoute({
    method: 'post',
    path: '/callbacks/{id}/snooze',
    summary: 'Remind me later',
    may: 'callback:write',
    params,
    body: snooze,
    answers: { ...changed, 400: problem('INVALID') },
    handle: ({ ctx, params, body }) => snoozeCallback(ctx, { ...params, ...body }),
  }),
  defineRoute({
    method: 'post',
    path: '/callbacks/{id}/keep',
    summary: 'I have called back',
    may: 'callback:write',
    params,
    answers: changed,
    handle: ({ ctx, params }) => keepCallback(ctx, params),
  }),
  defineRoute({
    method: 'post',
    path: '/callbacks/{id}/dismiss',
    summary: 'Nobody needs to call back any more',
    may: 'callback:write',
    params,
    answers: changed,
    handle: ({ ctx, params }) => dismissCallback(ctx, params),
  }),
];
