import {
  difference,
  differencePage,
  differenceQuery,
  dismissDifference as dismissal,
  id,
  proofList,
  reconciliation,
  reconciliationList,
  runReconciliation,
} from '@ringbase/contracts';
import { type AnyRoute, problem } from '@ringbase/platform';
import {
  dismissDifference,
  listDifferences,
  listProofs,
  listReconciliations,
  repairDifference,
  requestReconciliation,
} from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';

const params = z.object({ id });
const closed = { 200: difference, 404: problem('NOT_FOUND'), 409: problem('CONFLICT') };

export const reconciliationRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/reconciliations',
    summary: 'The newest comparisons with the phone company and what each found',
    may: 'reconciliation:read',
    answers: { 200: reconciliationList },
    handle: async ({ ctx }) => ({ items: await listReconciliations(ctx) }),
  }),
  defineRoute({
    method: 'post',
    path: '/reconciliations',
    summary: 'Compare calls and recordings with the phone company now',
    may: 'reconciliation:run',
    body: runReconciliation,
    answers: { 202: reconciliation, 400: problem('INVALID') },
    handle: ({ ctx, body }) => requestReconciliation(ctx, body),
  }),
  defineRoute({
    method: 'get',
    path: '/reconciliations/differences',
    summary: 'What the phone company and our rows did not agree on, newest first',
    may: 'reconciliation:read',
    query: differenceQuery,
    answers: { 200: differencePage, 400: problem('INVALID') },
    handle: ({ ctx, query }) => listDifferences(ctx, query),
  }),
  defineRoute({
    method: 'post',
    path: '/reconciliations/differences/{id}/repair',
    summary: 'Repair a difference that needs a person; doing it again changes nothing',
    may: 'reconciliation:run',
    params,
    answers: { ...closed, 429: problem('TOO_MANY'), 503: problem('UNAVAILABLE') },
    handle: ({ ctx, params }) => repairDifference(ctx, ctx.api, params),
  }),
  defineRoute({
    method: 'post',
    path: '/reconciliations/differences/{id}/dismiss',
    summary: 'Nothing has to be done about a difference, and why',
    may: 'reconciliation:run',
    params,
    body: dismissal,
    answers: { ...closed, 400: problem('INVALID') },
    handle: ({ ctx, params, body }) => dismissDifference(ctx, { ...params, ...body }),
  }),
  defineRoute({
    method: 'get',
    path: '/proofs',
    summary: 'What each of the last thirty nights proved: calls and recordings that are not settled, and why',
    may: 'reconciliation:read',
    answers: { 200: proofList },
    handle: async ({ ctx }) => ({ items: await listProofs(ctx) }),
  }),
];
