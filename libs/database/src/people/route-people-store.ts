import { decideRoutable, type RoutePerson } from '@ringbase/domain';
import { eq, inArray, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { listPresence } from '../presence/presence-store.js';
import { people, presence } from '../schema/tables.js';

/** These people as routing sees them at a moment; today is by each one's own clock. */
export async function listRoutePeople(db: Db | Tx, ids: readonly string[], now: Date): Promise<Record<string, RoutePerson>> {
  if (ids.length === 0) return {};
  const rows = await db
    .select({
      id: people.id,
      name: people.name,
      dismissedAt: people.dismissedAt,
      seesNumbers: people.seesNumbers,
      lastTalkAt: presence.lastTalkAt,
      talksToday: sql<number>`case when ${presence.talkDay} = (${now.toISOString()}::timestamptz at time zone ${people.timeZone})::date then ${presence.talkCount} else 0 end`,
      lastRungAt: presence.lastRungAt,
    })
    .from(people)
    .leftJoin(presence, eq(presence.personId, people.id))
    .where(inArray(people.id, [...ids]));
  const routable = new Map((await listPresence(db, ids)).map((one) => [one.personId, decideRoutable(one, now)]));
  return Object.fromEntries(
    rows.map((row) => {
      const { statusForCalls: status = 'offline', devices = [] } = routable.get(row.id) ?? {};
      return [
        row.id,
        {
          id: row.id,
          name: row.name,
          dismissed: row.dismissedAt !== null,
          seesNumbers: row.seesNumbers,
          presence: status,
          devices,
          assistantId: null,
          lastTalkAt: row.lastTalkAt,
          talksToday: row.talksToday,
          lastRungAt: row.lastRungAt,
        },
      ];
    }),
  );
}
