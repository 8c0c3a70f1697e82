import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { isEnded, type Leg } from '../calls/leg.js';
import type { World } from '../world.js';

/** A control request that makes no sense now. */
export class ControlProblem extends Error {
  constructor(
    readonly status: 400 | 404 | 409,
    message: string,
  ) {
    super(message);
  }
}

/** A route of the control API. On a virtual clock the answer waits until what was set off is over. */
export function controlRoute(world: World, handle: (req: Request) => unknown): RequestHandler {
  return async (req, res) => {
    try {
      const body = await handle(req);
      if (world.clock.isVirtual() && req.method !== 'GET') await world.busy.whenIdle();
      if (body === undefined) res.status(204).end();
      else res.status(req.method === 'POST' ? 201 : 200).json(body);
    } catch (error) {
      if (error instanceof z.ZodError) res.status(400).json({ error: 'INVALID', issues: error.issues });
      else if (error instanceof ControlProblem) res.status(error.status).json({ error: error.message });
      else throw error;
    }
  };
}

export function legOf(world: World, req: Request): Leg {
  const { sid } = req.params;
  const leg = world.legs.get(typeof sid === 'string' ? sid : '');
  if (!leg) throw new ControlProblem(404, `no such call: ${String(sid)}`);
  return leg;
}

export function liveLegOf(world: World, req: Request): Leg {
  const leg = legOf(world, req);
  if (isEnded(leg)) throw new ControlProblem(409, `the call has ended: ${leg.status}`);
  return leg;
}
