import type { ErrorCode } from '@ringbase/domain';
import type { Request, Response } from 'express';
import type { z } from 'zod';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
/** Who may use a route without a capability: anybody at all, or anybody who has signed in. */
export type OpenDoor = 'anyone' | 'signed-in';

export interface ProblemAnswer {
  readonly kind: 'problem';
  readonly codes: readonly ErrorCode[];
}
export interface BinaryAnswer {
  readonly kind: 'binary';
  readonly contentType: string;
}
export interface EmptyAnswer {
  readonly kind: 'empty';
}
export type Answer = z.ZodType | ProblemAnswer | BinaryAnswer | EmptyAnswer;
export type Answers = Readonly<Record<number, Answer>>;

/** An answer that refuses with one of these codes, as `application/problem+json`. */
export const problem = (...codes: readonly [ErrorCode, ...ErrorCode[]]): ProblemAnswer => ({ kind: 'problem', codes });
/** An answer of bytes, written by a `stream` route. */
export const binary = (contentType: string): BinaryAnswer => ({ kind: 'binary', contentType });
/** An answer without a body. */
export const empty: EmptyAnswer = { kind: 'empty' };

export type Nothing = z.ZodObject<Record<never, never>>;
export type NoBody = z.ZodUndefined;

type BodyOf<A> = A extends z.ZodType ? z.input<A> : never;
// Where no body is declared nobody looks at what the handler returns.
export type HandlerResult<A extends Answers, S> = S extends true
  ? unknown
  : Extract<A[keyof A], z.ZodType> extends never
    ? unknown
    : { [K in keyof A]: BodyOf<A[K]> }[keyof A];

export interface RouteInput<Ctx, P, Q, B> {
  ctx: Ctx;
  params: P;
  query: Q;
  body: B;
  req: Request;
  /** For cookies and headers; a `stream` route also writes its bytes here. */
  res: Response;
}

export interface RouteDescription<P, Q, B, A, S> {
  readonly method: Method;
  /** OpenAPI form: `/callbacks/{id}/snooze`. */
  readonly path: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** The body may come as an HTML form as well, each of its fields once. */
  readonly form?: boolean;
  /** The type of a body of bytes, which the handler reads from the request itself. */
  readonly upload?: string;
  /** Largest body taken, bytes; 256 KiB unless told otherwise. */
  readonly bodyLimit?: number;
  readonly answers: A;
  /** The handler writes the response itself. */
  readonly stream?: S;
}

/** A route as a plain object, whatever its shapes: for the router, the OpenAPI document and the authorisation matrix. */
export interface AnyRoute extends RouteDescription<z.ZodObject, z.ZodObject, z.ZodType, Answers, boolean> {
  readonly may: string;
  readonly handle: (input: RouteInput<never, never, never, never>) => unknown;
}

/** What a service's routes have in common: the context of a signed-in caller, that of anybody, and the capabilities there are. */
export interface RouteWorld {
  ctx: unknown;
  anyone: unknown;
  capability: string;
}
export type ContextOf<W extends RouteWorld, M> = M extends 'anyone' ? W['anyone'] : W['ctx'];

/**
 * Makes the `defineRoute` of a service. A route is its own documentation: who may, what comes in, what goes out; its handler
 * only carries. It answers with the lowest 2xx of `answers`; refusals are thrown as DomainError.
 */
export function makeDefineRoute<W extends RouteWorld>() {
  return function defineRoute<
    const M extends W['capability'] | OpenDoor,
    const A extends Answers,
    P extends z.ZodObject = Nothing,
    Q extends z.ZodObject = Nothing,
    B extends z.ZodType = NoBody,
    const S extends boolean = false,
  >(
    route: RouteDescription<P, Q, B, A, S> & {
      readonly may: M;
      readonly handle: (
        input: RouteInput<ContextOf<W, M>, z.output<P>, z.output<Q>, z.output<B>>,
      ) => HandlerResult<A, S> | Promise<HandlerResult<A, S>>;
    },
  ) {
    return route;
  };
}
