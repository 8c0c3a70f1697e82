import type { Application } from '@ringbase/contracts';
import type { FoundApplication, PhoneRow } from '@ringbase/database';
import { presentPhone } from '../clients/present-phone.js';
import { showText } from '../clients/show-text.js';
import type { Actor } from '../context.js';

/** The card as this viewer may see it. */
export function presentApplication(viewer: Pick<Actor, 'seesNumbers'>, found: FoundApplication, phones: readonly PhoneRow[]): Application {
  const { application: row, contact } = found;
  const money = (minor: number | null) => (minor === null || row.currency === null ? null : { minor, currency: row.currency });
  return {
    id: row.id,
    number: row.number,
    title: showText(viewer, row.title),
    status: row.status,
    important: row.important,
    type: found.type,
    client: { id: found.client.id, name: showText(viewer, found.client.name) },
    department: { id: found.department.id, name: found.department.name },
    owner: found.owner,
    amount: money(row.amountMinor),
    createdAt: row.createdAt.toISOString(),
    touchedAt: row.touchedAt.toISOString(),
    nextReminderAt: found.nextReminderAt?.toISOString() ?? null,
    version: row.version,
    clientKind: found.client.kind,
    contact: contact && { id: contact.id, name: showText(viewer, contact.name), post: showText(viewer, contact.post) },
    phones: phones.map((phone) => presentPhone(viewer, phone)),
    source: showText(viewer, row.source),
    paid: money(row.paidMinor),
    note: showText(viewer, row.note),
  };
}
