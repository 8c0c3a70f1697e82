import { openApiDocument } from '@ringbase/platform';
import { routes } from '../routes.js';
import { SESSION_COOKIE } from '../sessions/session-cookie.js';

export const PREFIX = '/api/v1';

/** The OpenAPI document of the REST API. */
export function describeApi(): Record<string, unknown> {
  return openApiDocument(routes, {
    title: 'Ringbase',
    version: '1',
    description: 'The REST API of the console and of integrators. A session is a cookie given by POST /session.',
    prefix: PREFIX,
    security: { kind: 'session', cookie: SESSION_COOKIE },
  });
}
