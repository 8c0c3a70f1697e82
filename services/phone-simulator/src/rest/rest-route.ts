import type { Request, RequestHandler } from 'express';
import { makePrng } from '../faults/prng.js';
import { append } from '../ledger/ledger.js';
import { announceChange, isoNow, nextEntryId, type World } from '../world.js';
import { authenticate } from './authenticate.js';
import { RestProblem, sendProblem } from './problem.js';

export type RestAnswer = (status: number, body: unknown, callSid?: string) => void;
export type RestRoute = (handle: (req: Request, answer: RestAnswer) => void) => RequestHandler;

/** Writes every request of the provider's REST into the ledger when it is over. */
export function recordRest(world: World): RequestHandler {
  return (req, res, next) => {
    const started = performance.now();
    res.locals.faults = [];
    res.on('close', () => {
      const params: Record<string, unknown> = { ...req.query, ...(typeof req.body === 'object' && req.body !== null ? req.body : {}) };
      const entry = append(world.ledger, 'rest', {
        id: nextEntryId(world),
        at: isoNow(world),
        method: req.method,
        path: req.path,
        params,
        status: res.statusCode,
        ms: Math.round((performance.now() - started) * 10) / 10,
        faults: res.locals.faults,
        callSid: typeof res.locals.callSid === 'string' ? res.locals.callSid : null,
      });
      announceChange(world, 'rest', entry);
    });
    next();
  };
}

/** One route of the provider's REST: authenticated, its problems rendered. What changes something may lose its answer on the way. */
export function makeRestRoute(world: World): RestRoute {
  return (handle) => (req, res) => {
    if (!authenticate(world, req, res)) return;
    const answer: RestAnswer = (status, body, callSid) => {
      res.locals.callSid = callSid;
      world.counters.rest += 1;
      const roll = makePrng(world.faults.seed, `rest:${world.counters.rest}`)();
      if (req.method === 'POST' && roll < world.faults.rest.loseAnswerProbability) {
        res.locals.faults = ['answer lost'];
        res.status(status);
        req.socket.destroy();
        return;
      }
      if (status === 204) res.status(204).end();
      else res.status(status).json(body);
    };
    try {
      handle(req, answer);
    } catch (error) {
      if (!(error instanceof RestProblem)) throw error;
      sendProblem(res, error);
    }
  };
}
