import type { clientSummary } from '@ringbase/contracts';
import type { listClientRows } from '@ringbase/database';
import type { z } from 'zod';
import type { Actor } from '../context.js';
import { showText } from './show-text.js';

export type ClientRow = Awaited<ReturnType<typeof listClientRows>>['items'][number];

/** A row of the clients' list as this viewer may see it. */
export function presentClientSummary(viewer: Pick<Actor, 'seesNumbers'>, row: ClientRow): z.infer<typeof clientSummary> {
  return {
    id: row.id,
    kind: row.kind,
    name: showText(viewer, row.name),
    owner: row.owner,
    openApplications: row.openApplications,
    lastContactAt: row.lastContactAt?.toISOString() ?? null,
  };
}
