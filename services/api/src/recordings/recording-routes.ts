import { id, recording } from '@ringbase/contracts';
import { type AnyRoute, binary, problem, sendRange } from '@ringbase/platform';
import { getRecording, listenToRecording, retryRecording } from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';

const byId = z.object({ id });
/** A part that begins later than the first byte: a player that seeks. */
const LATER_PART = /^bytes=(?:0*[1-9]\d*-|-\d)/;

export const recordingRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/recordings/{id}',
    summary: 'A recording: whether it is there, why not, and its waveform',
    may: 'recording:read',
    params: byId,
    answers: { 200: recording, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => getRecording(ctx, params),
  }),
  defineRoute({
    method: 'get',
    path: '/recordings/{id}/audio',
    summary: 'The sound of a recording, whole or in parts; each listening is written down',
    may: 'recording:read',
    params: byId,
    stream: true,
    answers: { 200: binary('audio/wav'), 206: binary('audio/wav'), 404: problem('NOT_FOUND'), 409: problem('CONFLICT') },
    async handle({ ctx, params, req, res }) {
      const { storageKey, bytes, sha256 } = await listenToRecording(ctx, { ...params, goesOn: LATER_PART.test(req.get('range') ?? '') });
      res.set({ 'Content-Disposition': `inline; filename="${params.id}.wav"` });
      await sendRange(req, res, {
        bytes,
        contentType: 'audio/wav',
        version: sha256,
        open: (range) => ctx.api.storage.open(storageKey, range),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/recordings/{id}/retry',
    summary: 'Ask the phone company once more for a recording that has failed',
    may: 'recording:retry',
    params: byId,
    answers: { 202: recording, 404: problem('NOT_FOUND'), 409: problem('CONFLICT') },
    handle: ({ ctx, params }) => retryRecording(ctx, params),
  }),
];
