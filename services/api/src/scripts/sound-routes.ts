import { id, sound, soundList, soundUpload } from '@ringbase/contracts';
import { type AnyRoute, binary, empty, problem, sendRange } from '@ringbase/platform';
import { addSound, getSoundFile, listSounds, removeSound, restoreSound } from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';

const ofDepartment = z.object({ id });
const oneSound = z.object({ id, soundId: id });

export const soundRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/departments/{id}/sounds',
    summary: 'The sounds that a department’s call script may play',
    may: 'sound:write',
    params: ofDepartment,
    answers: { 200: soundList, 404: problem('NOT_FOUND') },
    handle: async ({ ctx, params }) => ({ items: await listSounds(ctx, { departmentId: params.id }) }),
  }),
  defineRoute({
    method: 'post',
    path: '/departments/{id}/sounds',
    summary: 'Upload a sound: WAV of plain or µ-law samples, up to 10 MB and ten minutes',
    may: 'sound:write',
    params: ofDepartment,
    query: soundUpload,
    upload: 'audio/wav',
    answers: { 201: sound, 400: problem('INVALID'), 404: problem('NOT_FOUND'), 413: problem('PAYLOAD_TOO_LARGE') },
    handle: ({ ctx, params, query, req }) => addSound(ctx, ctx.api.storage, { departmentId: params.id, name: query.name, content: req }),
  }),
  defineRoute({
    method: 'get',
    path: '/departments/{id}/sounds/{soundId}/audio',
    summary: 'Listen to a sound, whole or in parts',
    may: 'sound:write',
    params: oneSound,
    stream: true,
    answers: { 200: binary('audio/wav'), 206: binary('audio/wav'), 404: problem('NOT_FOUND') },
    async handle({ ctx, params, req, res }) {
      const { storageKey, bytes, sha256 } = await getSoundFile(ctx, { departmentId: params.id, soundId: params.soundId });
      res.set({ 'Content-Disposition': `inline; filename="${params.soundId}.wav"` });
      await sendRange(req, res, {
        bytes,
        contentType: 'audio/wav',
        version: sha256,
        open: (range) => ctx.api.storage.open(storageKey, range),
      });
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/departments/{id}/sounds/{soundId}',
    summary: 'Remove a sound that nothing plays',
    may: 'sound:write',
    params: oneSound,
    answers: { 204: empty, 404: problem('NOT_FOUND'), 409: problem('CONFLICT') },
    handle: ({ ctx, params }) => removeSound(ctx, { departmentId: params.id, soundId: params.soundId }),
  }),
  defineRoute({
    method: 'post',
    path: '/departments/{id}/sounds/{soundId}/restore',
    summary: 'Take the removal of a sound back',
    may: 'sound:write',
    params: oneSound,
    answers: { 200: sound, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => restoreSound(ctx, { departmentId: params.id, soundId: params.soundId }),
  }),
];
