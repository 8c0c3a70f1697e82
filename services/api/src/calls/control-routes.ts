import { callAct, callControl, dispositionAct, id, muteAct, noteAct, transferAct } from '@ringbase/contracts';
import { type AnyRoute, problem } from '@ringbase/platform';
import {
  type Context,
  cancelTransfer,
  completeTransfer,
  declareCallOver,
  disposeCall,
  getCallControl,
  holdCall,
  mergeTransfer,
  mustKnowCall,
  muteOnCall,
  noteCall,
  pauseRecording,
  resumeCall,
  resumeRecording,
  transferCall,
} from '@ringbase/use-cases';
import { z } from 'zod';
import type { ApiContext } from '../context.js';
import { defineRoute } from '../define-route.js';
import { readDialConfig } from '../dialling/config.js';

const byId = z.object({ id });
const dialling = readDialConfig();
const limits = { allowedCountries: dialling.DIAL_COUNTRIES ?? [], dailyCap: dialling.DIAL_DAILY_CAP };

const answers = { 200: callControl, 403: problem('FORBIDDEN'), 404: problem('NOT_FOUND'), 409: problem('CONFLICT') };

/** What is asked of a call that goes on is asked over this REST; calls of an exchange or of another phone company it does not know. */
const carrierOf = (ctx: ApiContext): string => ctx.api.telephony.provider;

/** An act on a call that is known to whoever acts; answered by the call as it then is. The same key acts once. */
function act<B extends z.ZodType>(
  path: string,
  summary: string,
  body: B,
  does: (ctx: Context, input: { callId: string; carrier: string } & z.output<B>) => Promise<void>,
) {
  return defineRoute({
    method: 'post',
    path: `/calls/{id}/${path}`,
    summary,
    may: 'call:answer',
    params: byId,
    body,
    answers,
    async handle({ ctx, params, body: wanted }) {
      await mustKnowCall(ctx, params);
      await does(ctx, { ...(wanted as z.output<B> & object), callId: params.id, carrier: carrierOf(ctx) });
      return getCallControl(ctx, { ...params, carrier: carrierOf(ctx) });
    },
  });
}

export const controlRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/calls/{id}/control',
    summary: 'A call as whoever is on its line handles it',
    may: 'call:answer',
    params: byId,
    answers: { 200: callControl, 404: problem('NOT_FOUND') },
    async handle({ ctx, params }) {
      await mustKnowCall(ctx, params);
      return getCallControl(ctx, { ...params, carrier: carrierOf(ctx) });
    },
  }),
  act('hold', 'The other side hears music until somebody resumes', callAct, holdCall),
  act('resume', 'The other side is talked to again', callAct, resumeCall),
  act('mute', 'I am heard no more, or again, at the provider', muteAct, muteOnCall),
  defineRoute({
    method: 'post',
    path: '/calls/{id}/transfer',
    summary: 'Ask a colleague, a department or a number to come: first to be spoken to, to take the call at once, or as a third',
    may: 'call:answer',
    params: byId,
    body: transferAct,
    answers: { ...answers, 400: problem('INVALID'), 429: problem('TOO_MANY') },
    async handle({ ctx, params, body }) {
      await mustKnowCall(ctx, params);
      await transferCall(ctx, { ...body, callId: params.id, carrier: carrierOf(ctx) }, limits);
      return getCallControl(ctx, { ...params, carrier: carrierOf(ctx) });
    },
  }),
  act('transfer/complete', 'Who was asked takes the call over, I go', callAct, completeTransfer),
  act('transfer/cancel', 'Who was asked is not wanted any more', callAct, cancelTransfer),
  act('transfer/merge', 'Who was asked stays as a third', callAct, mergeTransfer),
  act('recording/pause', 'What is said from now on is left out of the recording', callAct, pauseRecording),
  act('recording/resume', 'What is said is recorded again', callAct, resumeRecording),
  act('over', 'The call is over, although its exchange has not told of the end', callAct, declareCallOver),
  act('notes', 'A word about the call, during it or after', noteAct, noteCall),
  act('disposition', 'What the call came to', dispositionAct, disposeCall),
];
