import { id, notice } from '@ringbase/contracts';
import { type AnyRoute, problem } from '@ringbase/platform';
import { getNotice } from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';

export const noticeRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/notices/{id}',
    summary: 'What a call’s script told me',
    may: 'call:read',
    params: z.object({ id }),
    answers: { 200: notice, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => getNotice(ctx, params),
  }),
];
