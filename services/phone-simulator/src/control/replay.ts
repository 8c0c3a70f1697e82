import type { Express } from 'express';
import { z } from 'zod';
import { webhookKinds } from '../faults/faults.js';
import { askForTwiml, tell } from '../webhooks/deliver.js';
import type { World } from '../world.js';
import { controlRoute } from './control-route.js';

const replaySchema = z.strictObject({ callSid: z.string().optional(), kinds: z.array(z.enum(webhookKinds)).default([...webhookKinds]) });

/** Sends webhooks of the past once more, as they were: the same address, parameters and so the same signature. What is answered changes nothing. */
export function mountReplay(app: Express, world: World): void {
  app.post(
    '/control/replay',
    controlRoute(world, async (req) => {
      const { callSid, kinds } = replaySchema.parse(req.body);
      const past = world.ledger.webhooks.filter(
        (entry) =>
          entry.attempt === 1 &&
          entry.copy === 1 &&
          entry.signature !== '' &&
          kinds.some((kind) => kind === entry.kind) &&
          (callSid === undefined || entry.callSid === callSid),
      );
      await Promise.all(
        past.map((entry) => {
          const webhook = { ...entry, kind: entry.kind, key: `replay:${entry.id}` };
          return entry.kind === 'voice' ? askForTwiml(world, webhook) : tell(world, webhook);
        }),
      );
      return { replayed: past.length };
    }),
  );
}
