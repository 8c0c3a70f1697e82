import { DomainError } from '@ringbase/domain';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import type { AnyRoute, OpenDoor } from './define-route.js';
import { allowUpload } from './limit-bodies.js';
import { answerProblem, describeProblem, type ProblemBody } from './problem.js';
import { checkInput, readBody } from './read-input.js';

/** How a service knows its callers. */
export interface Door<Ctx, Anyone> {
  /** Authenticates and makes the context; throws UNAUTHENTICATED. */
  context(req: Request): Promise<Ctx>;
  /** The context of routes that anyone may use. */
  anyone(req: Request): Anyone | Promise<Anyone>;
  /** Whether this caller has the route's capability. */
  may(ctx: Ctx, capability: string): boolean;
  /** What was thrown, in the house's words; the same error where it has none for it. */
  explain?(error: unknown): unknown;
  /** Answers what was thrown otherwise than as a problem; false: it is answered as one. */
  answer?(problem: ProblemBody, req: Request, res: Response): boolean;
}

type Authorise = (req: Request) => Promise<unknown>;

/**
 * Mounts routes under a prefix. Each request passes, in this order: who is it, may he, does the input fit, the handler,
 * does the answer fit. Unknown paths under the prefix are NOT_FOUND, known ones by another method 405.
 */
export function mountRoutes<Ctx, Anyone>(app: Express, prefix: string, routes: readonly AnyRoute[], door: Door<Ctx, Anyone>): void {
  const router = express.Router({ caseSensitive: true });
  for (const route of routes) {
    const authorise: Authorise = (req) => enter(route.may, req, door);
    router[route.method](expressPath(route.path), ...handlersOf(route, authorise));
  }
  for (const [path, methods] of methodsByPath(routes)) router.all(path, refuseMethod(methods));
  router.use(() => {
    throw new DomainError('NOT_FOUND', 'There is nothing at this address');
  });
  router.use(((thrown, req, res, next) => {
    const error = door.explain?.(thrown) ?? thrown;
    const answered = !res.headersSent && door.answer?.(describeProblem(error), req, res) === true;
    if (!answered) answerProblem(error, req, res, next);
  }) satisfies ErrorRequestHandler);
  app.use(prefix, router);
}

async function enter<Ctx, Anyone>(may: string, req: Request, door: Door<Ctx, Anyone>): Promise<unknown> {
  if (may === ('anyone' satisfies OpenDoor)) return door.anyone(req);
  const ctx = await door.context(req);
  if (may !== ('signed-in' satisfies OpenDoor) && !door.may(ctx, may)) throw new DomainError('FORBIDDEN', 'You may not do this');
  return ctx;
}

function handlersOf(route: AnyRoute, authorise: Authorise): RequestHandler[] {
  const contexts = new WeakMap<Request, unknown>();
  const admit: RequestHandler = async (req, res, next) => {
    res.set('Cache-Control', 'no-store');
    contexts.set(req, await authorise(req));
    if (route.upload !== undefined) allowUpload(req);
    next();
  };
  const carry: RequestHandler = async (req, res) => {
    const input = await checkInput(route, req);
    const result = await route.handle({ ...input, ctx: contexts.get(req), req, res } as never);
    if (!route.stream) sendAnswer(route, res, result);
  };
  return route.body ? [admit, readBody(route), carry] : [admit, carry];
}

/** Only what the route declares leaves the house: keys it does not name are dropped, a wrong answer is our failure. */
function sendAnswer(route: AnyRoute, res: Response, result: unknown): void {
  const [status, answer] = successOf(route);
  if ('kind' in answer) {
    res.status(status).end();
    return;
  }
  const checked = answer.safeParse(result);
  if (!checked.success) {
    const where = checked.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.code}`).join(', ');
    throw new Error(`${route.method.toUpperCase()} ${route.path} does not answer what it declares (${where})`);
  }
  res.status(status).json(checked.data);
}

function successOf(route: AnyRoute): [number, z.ZodType | { kind: string }] {
  const status = Object.keys(route.answers)
    .map(Number)
    .filter((candidate) => candidate < 300)
    .sort((a, b) => a - b)[0];
  const answer = status === undefined ? undefined : route.answers[status];
  if (status === undefined || answer === undefined) throw new Error(`${route.path} declares no successful answer`);
  return [status, answer];
}

function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function methodsByPath(routes: readonly AnyRoute[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    const path = expressPath(route.path);
    methods.set(path, [...(methods.get(path) ?? []), route.method.toUpperCase()]);
  }
  return methods;
}

function refuseMethod(methods: readonly string[]): RequestHandler {
  return (_req, res) => {
    res.set('Allow', methods.join(', '));
    throw Object.assign(new Error('method not allowed'), { status: 405 });
  };
}
