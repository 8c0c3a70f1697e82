import { z } from 'zod';
import { binary, empty, makeDefineRoute, problem } from './define-route.js';
import { openApiDocument } from './open-api.js';

const defineRoute = makeDefineRoute<{ ctx: unknown; anyone: unknown; capability: 'callback:write' }>();
const info = { title: 'Ringbase', version: '1.0.0', prefix: '/api/v1', security: { kind: 'session', cookie: 'session' } } as const;

const routes = [
  defineRoute({
    method: 'post',
    path: '/callbacks/{id}/snooze',
    summary: 'Remind me later',
    may: 'callback:write',
    params: z.object({ id: z.uuid() }),
    query: z.object({ quiet: z.stringbool().optional(), limit: z.coerce.number().int().min(1).default(50) }),
    body: z.object({ until: z.iso.datetime({ offset: true }), note: z.string().nullable() }),
    answers: { 200: z.object({ id: z.uuid(), note: z.string().nullable() }), 409: problem('ALREADY_KEPT') },
    handle: ({ params, body }) => ({ id: params.id, note: body.note }),
  }),
  defineRoute({
    method: 'get',
    path: '/recordings/{id}/audio',
    summary: 'Its sound',
    may: 'signed-in',
    params: z.object({ id: z.uuid() }),
    stream: true,
    answers: { 200: binary('audio/wav'), 206: binary('audio/wav') },
    handle: ({ res }) => res.end(),
  }),
  defineRoute({
    method: 'delete',
    path: '/session',
    summary: 'Sign out',
    may: 'anyone',
    answers: { 204: empty },
    handle: async () => undefined,
  }),
];

test('a route is described by what it declares', () => {
  const document = openApiDocument(routes, info);
  expect(document.openapi).toBe('3.1.0');
  expect(document).toMatchObject({
    paths: {
      '/callbacks/{id}/snooze': {
        post: {
          operationId: 'postCallbacksByIdSnooze',
          summary: 'Remind me later',
          tags: ['callbacks'],
          'x-may': 'callback:write',
          security: [{ session: [] }],
          parameters: expect.arrayContaining([
            expect.objectContaining({ name: 'id', in: 'path', required: true }),
            expect.objectContaining({ name: 'limit', in: 'query' }),
          ]),
          responses: {
            200: { content: { 'application/json': { schema: { type: 'object', required: ['id', 'note'] } } } },
            409: {
              description: 'ALREADY_KEPT',
              content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
            },
          },
        },
      },
      '/recordings/{id}/audio': { get: { responses: { 206: { content: { 'audio/wav': {} } } } } },
      '/session': { delete: { security: [] } },
    },
  });
});

test('the same routes always give the same text', () => {
  const text = JSON.stringify(openApiDocument(routes, info));
  expect(JSON.stringify(openApiDocument([...routes].reverse(), info))).toBe(text);
});
