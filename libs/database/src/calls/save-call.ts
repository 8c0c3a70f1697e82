import type {
  AutomaticBlock,
  CallConsequences,
  CallEvent,
  CallProjection,
  LegProjection,
  NewPromise,
  RecordingFailure,
  RecordingKind,
  RecordingState,
  RouteFacts,
  RouteState,
  ScriptEffect,
  ScriptEffectKind,
  Waiting,
} from '@ringbase/domain';
import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../connection/database.js';
import type { OutboxRow } from '../news/outbox-store.js';
import { type SavePart, saveCallStatement } from './save-call-sql.js';

export type RecordingWrite = {
  id: string;
  kind: RecordingKind;
  step: number | null;
  providerRecordingId: string | null;
  state: RecordingState;
  failure: RecordingFailure | null;
  nextAttemptAt: Date | null;
  channels: number | null;
  durationSeconds: number | null;
  startedAt: Date;
};

/** A call as it is to be from now on, with everything that follows from it. */
export type CallWrite = {
  /** The claim of the message; null for a person's act. */
  key: string | null;
  /** What a repeat of the message is to be answered. */
  answer: unknown;
  callId: string;
  provider: string;
  providerCallId: string;
  /** The version that was read. */
  version: number;
  state: RouteState | null;
  /** What the call was by the events that were read; null for a new one. Legs and offers that did not change are not written again. */
  before: CallProjection | null;
  projection: CallProjection;
  /** New events only, numbered on from `eventsBefore`. */
  eventsBefore: number;
  events: readonly CallEvent[];
  recordings: readonly RecordingWrite[];
  onCall: readonly { personId: string; since: Date }[];
  released: CallConsequences['released'];
  grants: readonly { personId: string; applicationId: string; at: Date; until: Date | null }[];
  closeGrantsAt: Date | null;
  promises: readonly (NewPromise & { id: string })[];
  kept: readonly { clientId: string | null; e164: string | null; at: Date }[];
  talkedAt: Date | null;
  /** The application that this caller means from now on. */
  remember: { e164: string; applicationId: string; chosenBy: string; chosenAt: Date } | null;
  /** Who was rung alone, in his turn. */
  rung: readonly { personId: string; at: Date }[];
  /** He comes to wait, or waits no longer. */
  enterQueue: Waiting | null;
  leaveQueue: { how: 'taken' | 'left' | 'kept'; at: Date } | null;
  /** What the script does beside the call. */
  effects: readonly { id: string; key: string; kind: ScriptEffectKind; body: ScriptEffect; at: Date }[];
  /** What was known as the call came in; null: it is known already. */
  facts: { at: Date; facts: RouteFacts } | null;
  /** A number that is blocked by itself from this call on. */
  block: (AutomaticBlock & { id: string; at: Date; until: Date | null }) | null;
  /** The provider may have to be asked for something: from when on a worker looks. */
  settleAt: Date | null;
  audit: readonly { id: string; actorId: string; act: string; objectKind: string; objectId: string; at: Date }[];
  outbox: readonly OutboxRow[];
};

/** `repeat`: the message was answered before; `moved`: the call changed meanwhile, nothing was written: load and decide again. */
export type SaveResult = 'saved' | 'moved' | 'repeat';

const legRow = ({ device, ...leg }: LegProjection) => ({
  ...leg,
  personId: device?.personId ?? null,
  deviceId: device?.deviceId ?? null,
  deviceKind: device?.kind ?? null,
});

/** One statement; see `saveCallStatement`. Within a transaction whatever is not 'saved' must end it: a violated key has undone it already. */
export async function saveCall(database: Database | Tx, write: CallWrite): Promise<SaveResult> {
  const {
    legs,
    offers,
    line,
    disposition,
    talking: _talking,
    control: _control,
    message: _message,
    wrapUpSeconds: _wrapUpSeconds,
    waiting: _waiting,
    keptPlace: _keptPlace,
    ...row
  } = write.projection;
  const changedLegs = changed(write.before?.legs ?? [], legs);
  const changedOffers = changed(write.before?.offers ?? [], offers);
  const statement = saveCallStatement(partsOf(write, changedLegs.length > 0, changedOffers.length > 0));
  const parameter = JSON.stringify({
    key: write.key,
    answer: write.answer,
    call: {
      id: write.callId,
      provider: write.provider,
      providerCallId: write.providerCallId,
      ...row,
      routeState: write.state,
      linePersonIds: [...new Set(line.flatMap(({ personId }) => personId ?? []))],
      dispositionId: disposition?.id ?? null,
      version: write.version + 1,
    },
    events: write.events.map((event, index) => ({ ...event, number: write.eventsBefore + index + 1 })),
    legs: changedLegs.map(legRow),
    offers: changedOffers,
    recordings: write.recordings,
    onCall: write.onCall,
    released: write.released,
    grants: write.grants,
    closeGrantsAt: write.closeGrantsAt,
    promises: write.promises,
    kept: write.kept,
    talkedAt: write.talkedAt,
    remember: write.remember === null ? [] : [write.remember],
    rung: write.rung,
    enterQueue: write.enterQueue,
    leaveQueue: write.leaveQueue,
    effects: write.effects,
    facts: write.facts,
    block: write.block === null ? [] : [write.block],
    audit: write.audit,
    settleAt: write.settleAt,
    outbox: write.outbox,
  });
  try {
    return (await run(database, statement, parameter)) === 1 ? 'saved' : 'moved';
  } catch (error) {
    const constraint = uniqueViolation(error);
    if (constraint === 'call_signals_pkey') return 'repeat';
    // Somebody else wrote the same click's call, event or recording between our read and our write.
    if (constraint !== null) return 'moved';
    throw error;
  }
}

/** Rows that are new or differ from what they were: a projection tells all of them each time. */
function changed<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  const known = new Set(before.map((row) => JSON.stringify(row)));
  return after.filter((row) => !known.has(JSON.stringify(row)));
}

function partsOf(write: CallWrite, legs: boolean, offers: boolean): ReadonlySet<SavePart> {
  const { before, projection } = write;
  const needed: Readonly<Record<SavePart, boolean>> = {
    claim: write.key !== null,
    events: write.events.length > 0,
    legs,
    offers,
    recordings: write.recordings.length > 0,
    refile: before !== null && before.applicationId !== projection.applicationId,
    onCall: write.onCall.length > 0,
    released: write.released.length > 0,
    grants: write.grants.length > 0,
    closeGrants: write.closeGrantsAt !== null,
    promises: write.promises.length > 0,
    kept: write.kept.length > 0,
    talked: write.talkedAt !== null,
    dialled: projection.intentId !== null,
    remember: write.remember !== null,
    rung: write.rung.length > 0,
    enterQueue: write.enterQueue !== null,
    leaveQueue: write.leaveQueue !== null,
    effects: write.effects.length > 0,
    facts: write.facts !== null,
    block: write.block !== null,
    audit: write.audit.length > 0,
    controls: write.settleAt !== null,
    outbox: write.outbox.length > 0,
  };
  return new Set((Object.keys(needed) as SavePart[]).filter((part) => needed[part]));
}

async function run(
  database: Database | Tx,
  { name, text }: { name: string; text: string },
  parameter: string,
): Promise<number | undefined> {
  if ('pool' in database) {
    const result = await database.pool.query<{ moved: number }>({ name, text, values: [parameter] });
    return result.rows[0]?.moved;
  }
  const [before, after] = text.split('$1') as [string, string];
  const result = await database.execute<{ moved: number }>(sql`${sql.raw(before)}${parameter}${sql.raw(after)}`);
  return result.rows[0]?.moved;
}

function uniqueViolation(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  // drizzle wraps the driver's error.
  if (error.cause instanceof Error) return uniqueViolation(error.cause);
  if (!('code' in error) || error.code !== '23505') return null;
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : '';
}
