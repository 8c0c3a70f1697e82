import type { ApplicationSummary } from '@ringbase/contracts';
import type { ApplicationRow } from '@ringbase/database';
import { showText } from '../clients/show-text.js';
import type { Actor } from '../context.js';

/** A row of the list as this viewer may see it. */
export function presentSummary(viewer: Pick<Actor, 'seesNumbers'>, row: ApplicationRow): ApplicationSummary {
  return {
    id: row.id,
    number: row.number,
    title: showText(viewer, row.title),
    status: row.status,
    important: row.important,
    type: row.type,
    client: { id: row.client.id, name: showText(viewer, row.client.name) },
    department: row.department,
    owner: row.owner,
    amount: row.amountMinor === null || row.currency === null ? null : { minor: row.amountMinor, currency: row.currency },
    createdAt: row.createdAt.toISOString(),
    touchedAt: row.touchedAt.toISOString(),
    nextReminderAt: row.nextReminderAt?.toISOString() ?? null,
  };
}
