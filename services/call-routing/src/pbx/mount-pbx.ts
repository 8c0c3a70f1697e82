import { mountRoutes } from '@ringbase/platform';
import type { Express } from 'express';
import { makeTurns } from '../calls/take-turns.js';
import { describePbxDoor, PBX_PREFIX } from './describe-pbx-door.js';
import type { PbxContext } from './pbx-context.js';
import { makePbxDoor } from './pbx-door.js';
import { pbxRoutes } from './pbx-routes.js';

/** Mounts the PBX's door and its description. */
export function mountPbx(app: Express, deps: Omit<PbxContext, 'inTurn'>): void {
  const description = JSON.stringify(describePbxDoor());
  app.get(`${PBX_PREFIX}/openapi.json`, (_req, res) => {
    res.type('application/json').set('Cache-Control', 'no-cache').send(description);
  });
  mountRoutes(app, PBX_PREFIX, pbxRoutes, makePbxDoor({ ...deps, inTurn: makeTurns() }));
}
