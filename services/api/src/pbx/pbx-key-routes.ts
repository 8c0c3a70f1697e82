import { addedPbxKey, addPbxKey as addPbxKeyBody, id, pbxKeyList } from '@ringbase/contracts';
import { type AnyRoute, empty, problem } from '@ringbase/platform';
import { addPbxKey, listPbxKeys, revokePbxKey } from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';

export const pbxKeyRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/pbx-keys',
    summary: 'The keys by which telephone exchanges are let in, live and revoked',
    may: 'pbx-key:manage',
    answers: { 200: pbxKeyList },
    handle: async ({ ctx }) => ({ items: await listPbxKeys(ctx) }),
  }),
  defineRoute({
    method: 'post',
    path: '/pbx-keys',
    summary: 'A new key for a telephone exchange; it is shown in this answer and never again',
    may: 'pbx-key:manage',
    body: addPbxKeyBody,
    answers: { 201: addedPbxKey },
    handle: ({ ctx, body }) => addPbxKey(ctx, body),
  }),
  defineRoute({
    method: 'delete',
    path: '/pbx-keys/{id}',
    summary: 'Revoke a key: it opens nothing from now on',
    may: 'pbx-key:manage',
    params: z.object({ id }),
    answers: { 204: empty, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => revokePbxKey(ctx, params),
  }),
];
