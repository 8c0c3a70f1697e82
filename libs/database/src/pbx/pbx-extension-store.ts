import type { DeviceKind } from '@ringbase/domain';
import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { departments, devices, dids, people } from '../schema/tables.js';

/**
 * The telephones of ours that a PBX means by an extension: desk phones whose address has it as its user part, or a mobile of this number (E.164, null:
 * the extension is none). More than one: it is not clear whose it is.
 */
export async function listPhonesOfExtension(
  db: Db | Tx,
  extension: string,
  e164: string | null,
): Promise<{ kind: DeviceKind; address: string }[]> {
  return db
    .select({ kind: devices.kind, address: devices.address })
    .from(devices)
    .innerJoin(people, and(eq(people.id, devices.personId), isNull(people.dismissedAt)))
    .where(
      and(
        eq(devices.enabled, true),
        or(
          and(eq(devices.kind, 'sip'), eq(sql`substring(${devices.address} from '^sips?:([^@;:]+)')`, extension)),
          e164 === null ? undefined : and(eq(devices.kind, 'mobile'), eq(devices.address, e164)),
        ),
      ),
    )
    .orderBy(asc(devices.id))
    .limit(2);
}

/** The extension at the PBX of the department that has this number; null: it has none, or the number is not ours. */
export async function findExtensionOfNumber(db: Db | Tx, e164: string): Promise<string | null> {
  const [found] = await db
    .select({ extension: departments.extension })
    .from(dids)
    .innerJoin(departments, eq(departments.id, dids.departmentId))
    .where(eq(dids.e164, e164));
  return found?.extension ?? null;
}
