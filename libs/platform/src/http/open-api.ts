import { OpenAPIRegistry, OpenApiGeneratorV31, type ResponseConfig, type ZodRequestBody } from '@asteasolutions/zod-to-openapi';
import type { Answer, AnyRoute } from './define-route.js';
import { problemBody } from './problem.js';

export interface OpenApiInfo {
  title: string;
  version: string;
  description?: string;
  /** Where the routes are mounted: `/api/v1`. */
  prefix: string;
  /** What opens the door: the session's cookie, by its name, or a key in the Authorization header. */
  security: { kind: 'session'; cookie: string } | { kind: 'bearer' };
}

/** Describes routes as OpenAPI 3.1. The same routes always give the same text: every key stands in alphabetical order. */
export function openApiDocument(routes: readonly AnyRoute[], info: OpenApiInfo): Record<string, unknown> {
  const registry = new OpenAPIRegistry();
  const { security } = info;
  registry.registerComponent(
    'securitySchemes',
    security.kind,
    security.kind === 'session' ? { type: 'apiKey', in: 'cookie', name: security.cookie } : { type: 'http', scheme: 'bearer' },
  );
  for (const route of routes) registry.registerPath(describeRoute(route, security.kind));
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: info.title, version: info.version, ...(info.description ? { description: info.description } : {}) },
    servers: [{ url: info.prefix }],
  });
  return sortKeys(document) as Record<string, unknown>;
}

function describeRoute(route: AnyRoute, security: OpenApiInfo['security']['kind']): Parameters<OpenAPIRegistry['registerPath']>[0] {
  const responses: Record<string, ResponseConfig> = {};
  for (const [status, answer] of Object.entries(route.answers)) responses[status] = describeAnswer(answer);
  return {
    method: route.method,
    path: route.path,
    summary: route.summary,
    operationId: operationId(route),
    tags: [route.path.split('/')[1] ?? 'root'],
    'x-may': route.may,
    security: route.may === 'anyone' ? [] : [{ [security]: [] }],
    request: {
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...describeBody(route),
    },
    responses: { ...responses, default: describeAnswer({ kind: 'problem', codes: [] }) },
  };
}

function describeBody({ body, form, upload }: AnyRoute): { body?: ZodRequestBody } {
  if (upload !== undefined) return { body: { required: true, content: { [upload]: { schema: { type: 'string', format: 'binary' } } } } };
  if (body === undefined) return {};
  const content = { 'application/json': { schema: body }, ...(form ? { 'application/x-www-form-urlencoded': { schema: body } } : {}) };
  return { body: { required: true, content } };
}

function describeAnswer(answer: Answer): ResponseConfig {
  if (!('kind' in answer)) return { description: 'Success', content: { 'application/json': { schema: answer } } };
  switch (answer.kind) {
    case 'empty':
      return { description: 'Done, nothing to say' };
    case 'binary':
      return { description: 'Bytes', content: { [answer.contentType]: { schema: { type: 'string', format: 'binary' } } } };
    case 'problem':
      return {
        description: answer.codes.length > 0 ? answer.codes.join(', ') : 'Refused',
        content: { 'application/problem+json': { schema: problemBody } },
      };
  }
}

/** `post /callbacks/{id}/snooze` → `postCallbacksByIdSnooze`. */
function operationId({ method, path }: AnyRoute): string {
  const words = path.replace(/\{(\w+)\}/g, 'by-$1').split(/[^A-Za-z0-9]+/);
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const sorted: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) sorted[key] = sortKeys(inner);
  return sorted;
}
