import { dialIntent, dialPhone as dialShape, id } from '@ringbase/contracts';
import { type AnyRoute, problem } from '@ringbase/platform';
import { dialPhone, getDialIntent } from '@ringbase/use-cases';
import { z } from 'zod';
import { defineRoute } from '../define-route.js';
import { readDialConfig } from './config.js';

const byId = z.object({ id });
const config = readDialConfig();
const limits = { allowedCountries: config.DIAL_COUNTRIES ?? [], dailyCap: config.DIAL_DAILY_CAP };

export const dialRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'post',
    path: '/phones/{id}/dial',
    summary: 'Dial a client’s telephone: mine rings first. The same key dials once',
    may: 'call:dial',
    params: byId,
    body: dialShape,
    answers: {
      201: dialIntent,
      400: problem('INVALID'),
      403: problem('FORBIDDEN'),
      404: problem('NOT_FOUND'),
      409: problem('CONFLICT'),
      429: problem('TOO_MANY'),
    },
    handle: ({ ctx, params, body }) => dialPhone(ctx, { ...body, phoneId: params.id }, limits),
  }),
  defineRoute({
    method: 'get',
    path: '/dial-intents/{id}',
    summary: 'What became of my click',
    may: 'call:dial',
    params: byId,
    answers: { 200: dialIntent, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params }) => getDialIntent(ctx, params),
  }),
];
