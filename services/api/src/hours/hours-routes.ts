import { departmentHours, id, putHours as putShape } from '@ringbase/contracts';
import { type AnyRoute, problem } from '@ringbase/platform';
import { getHours, previewHours, putHours } from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';

const ofDepartment = z.object({ id });

export const hoursRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/departments/{id}/hours',
    summary: 'When a department answers, whether it does now, and its next two weeks',
    may: 'script:read',
    params: ofDepartment,
    answers: { 200: departmentHours, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => getHours(ctx, { departmentId: params.id }),
  }),
  defineRoute({
    method: 'put',
    path: '/departments/{id}/hours',
    summary: 'Set when a department answers: the next call goes by it',
    may: 'script:write',
    params: ofDepartment,
    body: putShape,
    answers: { 200: departmentHours, 400: problem('INVALID'), 404: problem('NOT_FOUND') },
    handle: ({ ctx, params, body }) => putHours(ctx, { departmentId: params.id, ...body }),
  }),
  defineRoute({
    method: 'post',
    path: '/departments/{id}/hours/preview',
    summary: 'What hours would mean now and for two weeks; writes nothing',
    may: 'script:write',
    params: ofDepartment,
    body: putShape,
    answers: { 200: departmentHours, 400: problem('INVALID'), 404: problem('NOT_FOUND') },
    handle: ({ ctx, params, body }) => previewHours(ctx, { departmentId: params.id, ...body }),
  }),
];
