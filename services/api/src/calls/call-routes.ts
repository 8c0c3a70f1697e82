import {
  application,
  applicationFromCall,
  call,
  callCard,
  callPage,
  callQuery,
  chooseCandidate,
  claimCall as claimShape,
  id,
} from '@ringbase/contracts';
import { type AnyRoute, problem } from '@ringbase/platform';
import {
  chooseCandidateForCall,
  claimCall,
  getApplication,
  getCall,
  getCallCard,
  listCalls,
  listRingingCalls,
  makeApplicationFromCall,
  mustKnowCall,
} from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';

const byId = z.object({ id });

export const callRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/calls',
    summary: 'Calls, newest first',
    may: 'call:read',
    query: callQuery,
    answers: { 200: callPage, 400: problem('INVALID') },
    handle: ({ ctx, query }) => listCalls(ctx, query),
  }),
  // Before /calls/{id}: the router takes the first that fits.
  defineRoute({
    method: 'get',
    path: '/calls/ringing',
    summary: 'What rings at me now',
    may: 'call:answer',
    answers: { 200: z.object({ items: z.array(callCard) }) },
    handle: async ({ ctx }) => ({ items: await listRingingCalls(ctx) }),
  }),
  defineRoute({
    method: 'get',
    path: '/calls/{id}',
    summary: 'A call with its legs and why it went where it went',
    may: 'call:read',
    params: byId,
    answers: { 200: call, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => getCall(ctx, params),
  }),
  defineRoute({
    method: 'get',
    path: '/calls/{id}/card',
    summary: 'What to show of a call that rings at me, or that I answered',
    may: 'call:answer',
    params: byId,
    answers: { 200: callCard, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => getCallCard(ctx, params),
  }),
  defineRoute({
    method: 'post',
    path: '/calls/{id}/claim',
    summary: 'This tab accepts the call: its card opens here and nowhere else',
    may: 'call:answer',
    params: byId,
    body: claimShape,
    answers: { 200: callCard, 403: problem('FORBIDDEN'), 404: problem('NOT_FOUND'), 409: problem('CONFLICT') },
    async handle({ ctx, params, body }) {
      await mustKnowCall(ctx, params);
      await claimCall(ctx, { callId: params.id, tab: body.tab });
      return getCallCard(ctx, params);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/calls/{id}/application',
    summary: 'Make an application of the call, the number filled in',
    may: 'application:write',
    params: byId,
    body: applicationFromCall,
    answers: { 201: application, 403: problem('FORBIDDEN'), 404: problem('NOT_FOUND') },
    async handle({ ctx, params, body }) {
      await mustKnowCall(ctx, params);
      const { applicationId } = await makeApplicationFromCall(ctx, { ...body, callId: params.id });
      return getApplication(ctx, { id: applicationId });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/calls/{id}/candidate',
    summary: 'The caller means this application; remembered for the number while it is open',
    may: 'application:write',
    params: byId,
    body: chooseCandidate,
    answers: { 200: callCard, 403: problem('FORBIDDEN'), 404: problem('NOT_FOUND') },
    async handle({ ctx, params, body }) {
      await mustKnowCall(ctx, params);
      await chooseCandidateForCall(ctx, { callId: params.id, applicationId: body.applicationId });
      return getCallCard(ctx, params);
    },
  }),
];
