import type { Phone } from '@ringbase/contracts';
import type { PhoneRow } from '@ringbase/database';
import { maskPhone, phoneTypeOf } from '@ringbase/domain';
import type { Actor } from '../context.js';

/** A telephone of a client as this viewer may see it. Whoever sees no numbers may still dial it, by its id. */
export function presentPhone(viewer: Pick<Actor, 'seesNumbers'>, row: PhoneRow): Phone {
  return {
    id: row.id,
    contactId: row.contactId,
    kind: row.kind,
    e164: viewer.seesNumbers ? row.e164 : null,
    raw: viewer.seesNumbers ? row.raw : null,
    masked: maskPhone(row.e164 ?? row.raw),
    extension: row.extension,
    dialable: row.e164 !== null && !row.archived && phoneTypeOf(row.e164).type !== 'premium',
  };
}
