import type { Night } from '@ringbase/domain';
import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { departments, reconciliations } from '../schema/tables.js';

/** The time zone of the company: its oldest department's; null while there is none. */
export async function findCompanyTimeZone(db: Db | Tx): Promise<string | null> {
  const [oldest] = await db
    .select({ timeZone: departments.timeZone })
    .from(departments)
    .orderBy(asc(departments.createdAt), asc(departments.id))
    .limit(1);
  return oldest?.timeZone ?? null;
}

export type ClaimedNight = { runId: string; since: Date; until: Date; stepsDone: number };

/** Takes the night's next step until `leaseUntil`; null when another is at it, or the night is done. Begins the night if nobody has. */
export async function claimNight(
  db: Db | Tx,
  { runId, night, since, until, now, leaseUntil }: Night & { runId: string; now: Date; leaseUntil: Date },
): Promise<ClaimedNight | null> {
  const begun = await db
    .insert(reconciliations)
    .values({ id: runId, night, since, until, startedAt: now, requestedBy: null, leaseUntil })
    .onConflictDoNothing({ target: reconciliations.night })
    .returning({ id: reconciliations.id });
  if (begun.length === 1) return { runId, since, until, stepsDone: 0 };
  const [taken] = await db
    .update(reconciliations)
    .set({ leaseUntil })
    .where(
      and(
        eq(reconciliations.night, night),
        isNull(reconciliations.finishedAt),
        or(isNull(reconciliations.leaseUntil), lte(reconciliations.leaseUntil, now)),
      ),
    )
    .returning({
      id: reconciliations.id,
      since: reconciliations.since,
      until: reconciliations.until,
      stepsDone: reconciliations.stepsDone,
    });
  return taken === undefined
    ? null
    : { runId: taken.id, since: taken.since ?? since, until: taken.until ?? until, stepsDone: taken.stepsDone };
}

/** Keeps a step while it lasts. */
export async function renewNight(db: Db | Tx, runId: string, leaseUntil: Date): Promise<void> {
  await db.update(reconciliations).set({ leaseUntil }).where(eq(reconciliations.id, runId));
}

export type NightSeen = Partial<Record<'callsSeen' | 'recordingsSeen' | 'conferencesSeen' | 'queuesSeen', number>>;

/** One step more is done, and whoever comes first takes the next. A step that was done twice counts once. */
export async function saveNightStep(
  db: Db | Tx,
  runId: string,
  { step, seen, finishedAt }: { step: number; seen: NightSeen; finishedAt: Date | null },
): Promise<void> {
  const added = (name: keyof NightSeen) => sql`${reconciliations[name]} + ${seen[name] ?? 0}`;
  await db
    .update(reconciliations)
    .set({
      stepsDone: step + 1,
      leaseUntil: null,
      finishedAt,
      callsSeen: added('callsSeen'),
      recordingsSeen: added('recordingsSeen'),
      conferencesSeen: added('conferencesSeen'),
      queuesSeen: added('queuesSeen'),
    })
    .where(and(eq(reconciliations.id, runId), eq(reconciliations.stepsDone, step)));
}
