import type { Capability } from '@ringbase/domain';
import { makeDefineRoute } from '@ringbase/platform';
import type { ApiContext, DoorContext } from './context.js';

/** Defines a route of the REST API: `ctx` is the signed-in person's, or the house's door for `may: 'anyone'`. */
export const defineRoute = makeDefineRoute<{ ctx: ApiContext; anyone: DoorContext; capability: Capability }>();
