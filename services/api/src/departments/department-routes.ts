import {
  departmentDispositions,
  departmentSettings,
  dispositionList,
  setDispositions as dispositionShape,
  putRingGroup as groupShape,
  id,
  renameDisposition as labelShape,
  ringGroup,
  putDepartmentSettings as settingsShape,
} from '@ringbase/contracts';
import { type AnyRoute, problem } from '@ringbase/platform';
import {
  getDepartmentSettings,
  getDispositions,
  getRingGroup,
  putDepartmentSettings,
  putRingGroup,
  renameDisposition,
  setDispositions,
} from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';

const byId = z.object({ id });

export const departmentRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/departments/{id}/settings',
    summary: 'What a department speaks, by which clock it lives and what its callers hear',
    may: 'department:write',
    params: byId,
    answers: { 200: departmentSettings, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => getDepartmentSettings(ctx, { departmentId: params.id }),
  }),
  defineRoute({
    method: 'put',
    path: '/departments/{id}/settings',
    summary: 'Set how a department speaks and sounds: the next call goes by it',
    may: 'department:write',
    params: byId,
    body: settingsShape,
    answers: { 200: departmentSettings, 400: problem('INVALID'), 404: problem('NOT_FOUND') },
    handle: ({ ctx, params, body }) => putDepartmentSettings(ctx, { departmentId: params.id, ...body }),
  }),
  defineRoute({
    method: 'get',
    path: '/departments/{id}/ring-group',
    summary: 'Who is rung for a department, in order, and who of it is not',
    may: 'department:write',
    params: byId,
    answers: { 200: ringGroup, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => getRingGroup(ctx, { departmentId: params.id }),
  }),
  defineRoute({
    method: 'put',
    path: '/departments/{id}/ring-group',
    summary: 'Ring these people for a department, in this order, and nobody else of it',
    may: 'department:write',
    params: byId,
    body: groupShape,
    answers: { 200: ringGroup, 400: problem('INVALID'), 404: problem('NOT_FOUND') },
    handle: ({ ctx, params, body }) => putRingGroup(ctx, { departmentId: params.id, ...body }),
  }),
  defineRoute({
    method: 'get',
    path: '/departments/{id}/dispositions',
    summary: 'What calls of a department may have come to, whether it must be said, and what was said once',
    may: 'disposition:write',
    params: byId,
    answers: { 200: departmentDispositions, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => getDispositions(ctx, { departmentId: params.id }),
  }),
  defineRoute({
    method: 'put',
    path: '/dispositions',
    summary: 'What calls of a department may have come to, in order, and whether it must be said',
    may: 'disposition:write',
    body: dispositionShape,
    answers: { 200: dispositionList, 403: problem('FORBIDDEN'), 404: problem('NOT_FOUND') },
    handle: ({ ctx, body }) => setDispositions(ctx, body),
  }),
  defineRoute({
    method: 'put',
    path: '/dispositions/{id}',
    summary: 'Say in other words what a call came to; calls that were told so keep the old words',
    may: 'disposition:write',
    params: byId,
    body: labelShape,
    answers: { 200: departmentDispositions, 404: problem('NOT_FOUND'), 409: problem('CONFLICT') },
    handle: ({ ctx, params, body }) => renameDisposition(ctx, { ...params, ...body }),
  }),
];
