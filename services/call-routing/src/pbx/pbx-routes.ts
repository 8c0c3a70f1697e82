import {
  type PbxRouteAnswer,
  pbxEvent,
  pbxRecording,
  pbxRecordingQuery,
  pbxRoute,
  pbxRouteAnswer,
  pbxRouteQuery,
} from '@ringbase/contracts';
import { DomainError } from '@ringbase/domain';
import { type AnyRoute, empty, problem, withDeadline } from '@ringbase/platform';
import { callIdOf, PBX, parsePbxEvent, parsePbxRecording, parsePbxRoute, renderPbxInstructions, renderPbxLine } from '@ringbase/telephony';
import { recordPbxEvent, routePbxCall, storePbxRecording } from '@ringbase/use-cases';
import type { z } from 'zod';
import { lineOf } from './line-of.js';
import { defineRoute, type PbxContext } from './pbx-context.js';

/** Milliseconds: a caller listens to what follows the answer. */
const ANSWER_MS = 1300;
const refusals = {
  400: problem('INVALID'),
  401: problem('UNAUTHENTICATED'),
  429: problem('TOO_MANY'),
  503: problem('UNAVAILABLE'),
};

/** Every route of the PBX's door: the router and its description are made of it. */
export const pbxRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'post',
    path: '/route',
    summary: 'Who gets this call? Asked again, the same answer',
    may: 'signed-in',
    body: pbxRoute,
    form: true,
    answers: { 200: pbxRouteAnswer, 404: problem('NOT_FOUND'), ...refusals },
    handle: ({ ctx, body }) => ask(ctx, body),
  }),
  defineRoute({
    method: 'get',
    path: '/route',
    summary: 'The same; with format=text one line: application=…;extension=…;mobile=…;department=…;url=… or error=…',
    may: 'signed-in',
    query: pbxRouteQuery,
    stream: true,
    answers: { 200: pbxRouteAnswer, 404: problem('NOT_FOUND'), ...refusals },
    async handle({ ctx, query, res }) {
      const answer = await ask(ctx, query);
      if (query.format === 'json') res.json(pbxRouteAnswer.parse(answer));
      else res.type('text/plain').send(`${renderPbxLine(lineOf(answer))}\n`);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/events',
    summary: 'What happened to a call, in any order and as often as it comes; JSON or a form',
    may: 'signed-in',
    body: pbxEvent,
    form: true,
    answers: { 204: empty, ...refusals },
    async handle({ ctx, body }) {
      const { extension = null, leg = null, cause = null, dialled = null, caller = null } = body;
      const event = { callId: body.callId, event: body.event, at: new Date(body.at), extension, leg, cause, dialled, caller };
      await ctx.inTurn(callIdOf(PBX, body.callId), () =>
        recordPbxEvent(ctx, event, { defaultRegion: ctx.defaultRegion, parse: parsePbxEvent }),
      );
    },
  }),
  defineRoute({
    method: 'post',
    path: '/recordings',
    summary: 'The sound of a call, a WAV of plain samples; without a sample it is kept as absent',
    may: 'signed-in',
    query: pbxRecordingQuery,
    upload: 'audio/wav',
    answers: { 200: pbxRecording, 404: problem('NOT_FOUND'), 409: problem('CONFLICT'), 413: problem('PAYLOAD_TOO_LARGE'), ...refusals },
    handle({ ctx, query, req }) {
      if (req.headers['content-encoding'] !== undefined && req.headers['content-encoding'] !== 'identity')
        throw new DomainError('INVALID', 'The sound is taken as it is, not packed.');
      return storePbxRecording(ctx, ctx.storage, parsePbxRecording(query), req);
    },
  }),
];

function ask(ctx: PbxContext, asked: z.output<typeof pbxRoute>): Promise<PbxRouteAnswer> {
  const signal = parsePbxRoute(asked, ctx.defaultRegion);
  const answer = ctx.inTurn(signal.callId, () =>
    routePbxCall(ctx, signal, { defaultRegion: ctx.defaultRegion, publicUrl: ctx.publicUrl, render: renderPbxInstructions }),
  );
  return withDeadline(answer, ANSWER_MS, 'The call script');
}
