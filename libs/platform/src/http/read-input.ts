import express, { type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import type { AnyRoute } from './define-route.js';
import { type FieldFault, RefusedInput } from './problem.js';

export interface CheckedInput {
  params: unknown;
  query: unknown;
  body: unknown;
}

const BODY_LIMIT = 256 * 1024;
const DEPTH_LIMIT = 32;
const FAULTS_TOLD = 20;

/** Parses the body of a route that takes one: JSON, or a form where the route says so. */
export function readBody(route: AnyRoute): RequestHandler {
  const limit = route.bodyLimit ?? BODY_LIMIT;
  const json = express.json({ limit, strict: true, type: 'application/json' });
  if (!route.form) return json;
  const form = express.urlencoded({ limit, extended: false, type: 'application/x-www-form-urlencoded' });
  return (req, res, next) => (req.is('application/x-www-form-urlencoded') ? form : json)(req, res, next);
}

/**
 * Checks params, query and body against the route's shapes; throws RefusedInput naming all that is wrong. Text that
 * PostgreSQL cannot hold (NUL, lone surrogates) and bottomless nesting are refused here, for every route alike.
 */
export async function checkInput(route: AnyRoute, req: Request): Promise<CheckedInput> {
  const faults: FieldFault[] = [];
  const check = async (where: FieldFault['in'], schema: z.ZodType | undefined, value: unknown) => {
    if (!schema) return where === 'body' ? undefined : {};
    const unfit = findUnfit(value, 0);
    if (unfit) faults.push({ in: where, path: '', message: unfit });
    if (unfit) return undefined;
    const result = await schema.safeParseAsync(value);
    if (result.success) return result.data;
    faults.push(...result.error.issues.map(({ path, message }) => ({ in: where, path: path.map(String).join('.'), message })));
    return undefined;
  };
  const params = await check('params', route.params, req.params);
  const query = await check('query', route.query, req.query);
  const body = await check('body', route.body, req.body as unknown);
  if (faults.length > 0) throw new RefusedInput(faults.slice(0, FAULTS_TOLD));
  return { params, query, body };
}

function findUnfit(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return fitsPostgres(value) ? undefined : 'must not contain NUL or broken characters';
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= DEPTH_LIMIT) return 'is nested too deeply';
  for (const [key, inner] of Object.entries(value)) {
    const unfit = findUnfit(key, depth) ?? findUnfit(inner, depth + 1);
    if (unfit) return unfit;
  }
  return undefined;
}

function fitsPostgres(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}
