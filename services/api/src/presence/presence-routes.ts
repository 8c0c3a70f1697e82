import { choosePresence as choice, presence } from '@ringbase/contracts';
import { type AnyRoute, problem } from '@ringbase/platform';
import { choosePresence, extendWrapUp, finishWrapUp, readMyPresence } from '@ringbase/use-cases';
import { defineRoute } from '../define-route.js';

export const presenceRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/presence',
    summary: 'What I am to my colleagues, and why no calls reach me',
    may: 'presence:read',
    answers: { 200: presence },
    handle: ({ ctx }) => readMyPresence(ctx),
  }),
  defineRoute({
    method: 'put',
    path: '/presence',
    summary: 'Set my status, until a moment if I like',
    may: 'presence:write',
    body: choice,
    answers: { 200: presence, 400: problem('INVALID') },
    handle: ({ ctx, body }) => choosePresence(ctx, body),
  }),
  defineRoute({
    method: 'post',
    path: '/presence/wrap-up/extend',
    summary: 'A minute more for what follows my call',
    may: 'presence:write',
    answers: { 200: presence, 409: problem('CONFLICT') },
    handle: ({ ctx }) => extendWrapUp(ctx),
  }),
  defineRoute({
    method: 'post',
    path: '/presence/wrap-up/finish',
    summary: 'I have done what follows my call',
    may: 'presence:write',
    answers: { 200: presence, 409: problem('CONFLICT') },
    handle: ({ ctx }) => finishWrapUp(ctx),
  }),
];
