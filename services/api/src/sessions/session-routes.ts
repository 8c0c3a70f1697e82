import { changeLocale as localeChange, session, signIn as signInShape, softphoneToken } from '@ringbase/contracts';
import { DomainError } from '@ringbase/domain';
import { type AnyRoute, empty, problem } from '@ringbase/platform';
import {
  authenticate,
  changeLocale,
  findSoftphoneIdentity,
  makeContext,
  readSession,
  SESSION_MS,
  signIn,
  signOut,
} from '@ringbase/use-cases';
import { defineRoute } from '../define-route.js';
import { clearSessionCookie, readSessionToken, setSessionCookie } from './session-cookie.js';

const TOKEN_SECONDS = 3_600;

const openSession = defineRoute({
  method: 'post',
  path: '/session',
  summary: 'Sign in',
  may: 'anyone',
  body: signInShape,
  answers: { 200: session, 401: problem('UNAUTHENTICATED'), 429: problem('TOO_MANY') },
  async handle({ ctx, body, req, res }) {
    const opened = await ctx.brake.attempt(body.email, req.ip ?? 'unknown', () => signIn(ctx, body));
    const known = await authenticate(ctx, opened.token);
    if (!known) throw new DomainError('UNAUTHENTICATED', 'Sign in first');
    setSessionCookie(res, opened.token, SESSION_MS, ctx.api.publicUrl);
    return readSession(makeContext(ctx, ctx.app, known.actor), ctx.api.company);
  },
});

const getSession = defineRoute({
  method: 'get',
  path: '/session',
  summary: 'Who I am here and what I may do',
  may: 'signed-in',
  answers: { 200: session, 401: problem('UNAUTHENTICATED') },
  handle({ ctx, req, res }) {
    const token = readSessionToken(req);
    if (token) setSessionCookie(res, token, SESSION_MS, ctx.api.publicUrl);
    return readSession(ctx, ctx.api.company);
  },
});

const closeSession = defineRoute({
  method: 'delete',
  path: '/session',
  summary: 'Sign out',
  may: 'signed-in',
  answers: { 204: empty },
  async handle({ ctx, req, res }) {
    await signOut(ctx, { token: readSessionToken(req) ?? '' });
    clearSessionCookie(res, ctx.api.publicUrl);
  },
});

const putLocale = defineRoute({
  method: 'put',
  path: '/session/locale',
  summary: 'Speak to me in another language',
  may: 'signed-in',
  body: localeChange,
  answers: { 204: empty },
  handle: ({ ctx, body }) => changeLocale(ctx, body),
});

const getSoftphoneToken = defineRoute({
  method: 'get',
  path: '/softphone-token',
  summary: 'What my telephone in the browser registers with',
  may: 'call:answer',
  answers: { 200: softphoneToken, 404: problem('NOT_FOUND') },
  async handle({ ctx }) {
    const { softphone, telephony } = ctx.api;
    const identity = await findSoftphoneIdentity(ctx);
    const { token, expiresAt } = telephony.makeSoftphoneToken({ identity, ttlSeconds: TOKEN_SECONDS });
    const url = softphone.adapter === 'simulated' ? softphone.url : null;
    return { token, identity, expiresAt: expiresAt.toISOString(), adapter: softphone.adapter, url };
  },
});

export const sessionRoutes: readonly AnyRoute[] = [openSession, getSession, closeSession, putLocale, getSoftphoneToken];
