import type { Express } from 'express';
import { z } from 'zod';
import { faultsSchema } from '../faults/faults.js';
import { addressKey, phoneSchema } from '../phones/phone.js';
import { makeSid } from '../sids.js';
import { announceChange, type World } from '../world.js';
import { ControlProblem, controlRoute } from './control-route.js';
import { resetWorld } from './reset.js';

const numberSchema = z.strictObject({
  voiceUrl: z.url({ protocol: /^https?$/ }),
  voiceMethod: z.enum(['GET', 'POST']).default('POST'),
  voiceFallbackUrl: z.url({ protocol: /^https?$/ }).nullish(),
  statusCallback: z.url({ protocol: /^https?$/ }).nullish(),
  friendlyName: z.string().max(200).optional(),
});

/** Numbers, phones, faults and the fresh start. */
export function mountSetup(app: Express, world: World): void {
  app.put(
    '/control/numbers/:number',
    controlRoute(world, (req) => {
      const number = z
        .string()
        .regex(/^\+[1-9]\d{6,14}$/)
        .parse(req.params.number);
      const input = numberSchema.parse(req.body);
      const own = {
        sid: world.numbers.get(number)?.sid ?? makeSid('PN'),
        number,
        friendlyName: input.friendlyName ?? number,
        voiceUrl: input.voiceUrl,
        voiceMethod: input.voiceMethod,
        voiceFallbackUrl: input.voiceFallbackUrl ?? null,
        statusCallback: input.statusCallback ?? null,
      };
      world.numbers.set(number, own);
      announceChange(world, 'numbers', own);
      return own;
    }),
  );
  app.delete(
    '/control/numbers/:number',
    controlRoute(world, (req) => {
      const { number } = req.params;
      if (typeof number !== 'string' || !world.numbers.delete(number)) throw new ControlProblem(404, 'no such number');
      announceChange(world, 'numbers', {});
      return undefined;
    }),
  );
  app.get(
    '/control/numbers',
    controlRoute(world, () => [...world.numbers.values()]),
  );
  app.put(
    '/control/phones',
    controlRoute(world, (req) => {
      const phone = phoneSchema.parse(req.body);
      world.phones.set(addressKey(phone.address), phone);
      announceChange(world, 'phones', phone);
      return phone;
    }),
  );
  app.get(
    '/control/phones',
    controlRoute(world, () => ({ phones: [...world.phones.values()], clients: world.clients.identities() })),
  );
  app.put(
    '/control/faults',
    controlRoute(world, (req) => {
      world.faults = faultsSchema.parse(req.body);
      return world.faults;
    }),
  );
  app.get(
    '/control/faults',
    controlRoute(world, () => world.faults),
  );
  app.post(
    '/control/reset',
    controlRoute(world, () => {
      resetWorld(world);
      return { ok: true };
    }),
  );
}
