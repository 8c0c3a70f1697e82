import type { Express } from 'express';
import { z } from 'zod';
import type { World } from '../world.js';
import { ControlProblem, controlRoute } from './control-route.js';

const setSchema = z.strictObject({ virtual: z.boolean(), now: z.union([z.iso.datetime({ offset: true }), z.number().int()]).optional() });
const advanceSchema = z.strictObject({
  ms: z
    .number()
    .int()
    .min(0)
    .max(400 * 86_400_000),
  /** Moments this close are run together; 0 waits for each moment's webhooks before the next. */
  stepMs: z.number().int().min(0).default(0),
});

export function clockView(world: World) {
  const now = world.clock.now();
  return { now: new Date(now).toISOString(), epochMs: now, virtual: world.clock.isVirtual() };
}

/** The clock: read by other processes, moved by tests. */
export function mountClock(app: Express, world: World, streams: Set<() => void>): void {
  app.get(
    '/clock',
    controlRoute(world, () => clockView(world)),
  );
  app.put(
    '/control/clock',
    controlRoute(world, (req) => {
      const { virtual, now } = setSchema.parse(req.body);
      if (!virtual && now !== undefined) throw new ControlProblem(400, 'only a virtual clock can be set');
      world.clock.set(now === undefined ? { virtual } : { virtual, now: new Date(now).getTime() });
      // Slots counted on the clock as it was would hold calls back for ever, or let them out at once.
      world.nextDialSlot = 0;
      return clockView(world);
    }),
  );
  app.post(
    '/control/clock/advance',
    controlRoute(world, async (req) => {
      const { ms, stepMs } = advanceSchema.parse(req.body);
      if (!world.clock.isVirtual()) throw new ControlProblem(409, 'the clock is real: make it virtual first');
      await world.clock.advance(ms, stepMs);
      return clockView(world);
    }),
  );
  app.get('/clock/ticks', (_req, res) => {
    res.status(200).set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const tell = (): void => void res.write(`data: ${JSON.stringify(clockView(world))}\n\n`);
    tell();
    const off = world.clock.onTick(tell);
    const end = (): void => void res.end();
    streams.add(end);
    res.on('close', () => {
      off();
      streams.delete(end);
    });
  });
}
