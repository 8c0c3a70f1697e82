import { openApiDocument } from '@ringbase/platform';
import { pbxRoutes } from './pbx-routes.js';

export const PBX_PREFIX = '/pbx/v1';

/** The OpenAPI document of the PBX's door. */
export function describePbxDoor(): Record<string, unknown> {
  return openApiDocument(pbxRoutes, {
    title: 'Ringbase, the door of the PBX',
    version: '1',
    description:
      'A PBX asks who gets a call, and tells what became of it. A key is given by a director: POST /api/v1/pbx-keys, or npm run pbx-key. ' +
      'With format=text in the query a refusal is one line, error=…',
    prefix: PBX_PREFIX,
    security: { kind: 'bearer' },
  });
}
