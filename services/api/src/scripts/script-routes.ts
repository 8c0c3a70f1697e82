import {
  departmentScript,
  discardScriptDraft as discardShape,
  id,
  publishScript as publishShape,
  putScriptDraft as putShape,
  scriptDraft,
  scriptVersion,
  scriptVersionList,
  takeUpScript as takeUpShape,
  wholeScriptVersion,
} from '@ringbase/contracts';
import { type AnyRoute, empty, problem } from '@ringbase/platform';
import {
  discardScriptDraft,
  getDepartmentScript,
  getScriptVersion,
  listDepartmentScripts,
  publishScript,
  putScriptDraft,
  takeUpScript,
} from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';
import { scriptOptions } from './script-options.js';

const ofDepartment = z.object({ id });
const ofVersion = z.object({ id, number: z.coerce.number().int().min(1).max(2_147_483_647) });

export const scriptRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/departments/{id}/call-script',
    summary: 'The script that a department’s calls run on; to its head the draft with its faults',
    may: 'script:read',
    params: ofDepartment,
    answers: { 200: departmentScript, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => getDepartmentScript(ctx, { departmentId: params.id }, scriptOptions),
  }),
  defineRoute({
    method: 'put',
    path: '/departments/{id}/call-script/draft',
    summary: 'Write the draft, over the version that was read; a script from a file as well',
    may: 'script:write',
    params: ofDepartment,
    body: putShape,
    answers: { 200: scriptDraft, 400: problem('INVALID'), 404: problem('NOT_FOUND'), 409: problem('CONFLICT') },
    handle: ({ ctx, params, body }) => putScriptDraft(ctx, { departmentId: params.id, ...body }, scriptOptions),
  }),
  defineRoute({
    method: 'delete',
    path: '/departments/{id}/call-script/draft',
    summary: 'Throw the draft away',
    may: 'script:write',
    params: ofDepartment,
    query: discardShape,
    answers: { 204: empty, 400: problem('INVALID'), 404: problem('NOT_FOUND'), 409: problem('CONFLICT') },
    handle: ({ ctx, params, query }) => discardScriptDraft(ctx, { departmentId: params.id, ...query }),
  }),
  defineRoute({
    method: 'post',
    path: '/departments/{id}/call-script/draft',
    summary: 'Make a published version the draft again',
    may: 'script:write',
    params: ofDepartment,
    body: takeUpShape,
    answers: { 200: scriptDraft, 400: problem('INVALID'), 404: problem('NOT_FOUND'), 409: problem('CONFLICT') },
    handle: ({ ctx, params, body }) => takeUpScript(ctx, { departmentId: params.id, ...body }, scriptOptions),
  }),
  defineRoute({
    method: 'get',
    path: '/departments/{id}/call-script/versions',
    summary: 'The published versions, newest first',
    may: 'script:read',
    params: ofDepartment,
    answers: { 200: scriptVersionList, 404: problem('NOT_FOUND') },
    handle: async ({ ctx, params }) => ({ items: await listDepartmentScripts(ctx, { departmentId: params.id }) }),
  }),
  defineRoute({
    method: 'post',
    path: '/departments/{id}/call-script/versions',
    summary: 'Publish the draft: calls that come from now on run on it, those that run finish on theirs',
    may: 'script:write',
    params: ofDepartment,
    body: publishShape,
    answers: { 201: scriptVersion, 400: problem('INVALID'), 404: problem('NOT_FOUND'), 409: problem('CONFLICT') },
    handle: ({ ctx, params, body }) => publishScript(ctx, { departmentId: params.id, ...body }, scriptOptions),
  }),
  defineRoute({
    method: 'get',
    path: '/departments/{id}/call-script/versions/{number}',
    summary: 'One published version with its script, as a file',
    may: 'script:read',
    params: ofVersion,
    answers: { 200: wholeScriptVersion, 404: problem('NOT_FOUND') },
    async handle({ ctx, params, res }) {
      const version = await getScriptVersion(ctx, { departmentId: params.id, number: params.number });
      res.set('Content-Disposition', `attachment; filename="call-script-${params.number}.json"`);
      return version;
    },
  }),
];
