import { client, clientPage, clientQuery, id } from '@ringbase/contracts';
import { type AnyRoute, problem } from '@ringbase/platform';
import { getClient, listClients } from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';

export const clientRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/clients',
    summary: 'My clients by name',
    may: 'client:read',
    query: clientQuery,
    answers: { 200: clientPage, 400: problem('INVALID') },
    handle: ({ ctx, query }) => listClients(ctx, query),
  }),
  defineRoute({
    method: 'get',
    path: '/clients/{id}',
    summary: 'The card of a client',
    may: 'client:read',
    params: z.object({ id }),
    answers: { 200: client, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => getClient(ctx, params),
  }),
];
