import type { Express } from 'express';
import { z } from 'zod';
import { answerLeg, endLeg } from '../calls/leg-life.js';
import { pressDigits } from '../verbs/digits.js';
import { noteEvent, type World } from '../world.js';
import { ControlProblem, controlRoute, legOf, liveLegOf } from './control-route.js';
import { legView } from './leg-view.js';
import { hangUp, phoneIn, phoneInSchema } from './phone-in.js';

const digitsSchema = z.strictObject({ digits: z.string().regex(/^[0-9*#]{1,64}$/) });

/** What callers and callees do. */
export function mountLegs(app: Express, world: World): void {
  app.post(
    '/control/calls',
    controlRoute(world, (req) => ({ callSid: phoneIn(world, phoneInSchema.parse(req.body)).sid })),
  );
  app.post(
    '/control/calls/:sid/hangup',
    controlRoute(world, (req) => {
      const leg = liveLegOf(world, req);
      hangUp(world, leg);
      return legView(world, leg);
    }),
  );
  app.post(
    '/control/calls/:sid/digits',
    controlRoute(world, (req) => {
      const leg = liveLegOf(world, req);
      const { digits } = digitsSchema.parse(req.body);
      noteEvent(world, leg, 'digits', digits);
      pressDigits(leg, digits);
      return legView(world, leg);
    }),
  );
  app.post(
    '/control/calls/:sid/answer',
    controlRoute(world, (req) => {
      const leg = liveLegOf(world, req);
      if (leg.direction === 'inbound') throw new ControlProblem(409, 'the application answers an inbound call, not its caller');
      if (leg.status !== 'ringing') throw new ControlProblem(409, `the call does not ring: ${leg.status}`);
      if (!answerLeg(world, leg)) throw new ControlProblem(409, 'another was first');
      world.clients.accepted(leg, null);
      return legView(world, leg);
    }),
  );
  app.post(
    '/control/calls/:sid/decline',
    controlRoute(world, (req) => {
      const leg = liveLegOf(world, req);
      if (leg.direction === 'inbound' || leg.answeredAt !== null) throw new ControlProblem(409, 'only a ringing telephone can be declined');
      endLeg(world, leg, 'busy', 'declined');
      return legView(world, leg);
    }),
  );
  app.get(
    '/control/legs',
    controlRoute(world, (req) => {
      const { state, to, from, parent, last } = req.query;
      const newest = typeof last === 'string' && /^\d+$/.test(last) ? Number(last) : Number.MAX_SAFE_INTEGER;
      return [...world.legs.values()]
        .filter((leg) => (state === undefined || leg.status === state) && (to === undefined || leg.to === to))
        .filter((leg) => (from === undefined || leg.from === from) && (parent === undefined || leg.parentSid === parent))
        .slice(-newest)
        .map((leg) => legView(world, leg));
    }),
  );
  app.get(
    '/control/legs/:sid',
    controlRoute(world, (req) => legView(world, legOf(world, req))),
  );
}
