import { performance } from 'node:perf_hooks';
import { findReplay, insertReplay, makeDatabase, type ReplayRow, transactionOfOwner } from '@ringbase/database';
import type { CallScript } from '@ringbase/domain';
import { makeIds, makeLogger } from '@ringbase/platform';
import { openSql } from '@ringbase/testing';
import { makeHouseContext, replayScripts } from '@ringbase/use-cases';
import { migrateAll } from '../../migrate/migrate-all.js';
import { fillRecordedCalls } from './fill-recorded-calls.js';

export type ReplayMeasured = { calls: number; seconds: number; callsASecond: number; counts: Record<string, number> };

const words = { en: 'We are closed.', ru: 'Мы закрыты.', bg: 'Затворено е.' };
/** Closed at night, a menu by day, the pool first: every kind of block that costs something. */
const tried: CallScript = {
  format: 1,
  start: 'open',
  blocks: {
    open: {
      kind: 'condition',
      when: { kind: 'all', of: [{ kind: 'open' }, { kind: 'not', of: { kind: 'time-of-day', from: 1320, until: 300, weekdays: [] } }] },
      yes: 'known',
      no: 'closed',
    },
    known: { kind: 'condition', when: { kind: 'caller', is: 'with-owner' }, yes: 'owner', no: 'pool' },
    owner: { kind: 'ring', whom: 'owner', seconds: 10, next: 'pool' },
    pool: { kind: 'ring', whom: 'department', strategy: 'longest-idle', seconds: 15, next: 'menu' },
    menu: { kind: 'menu', words, choices: { '1': 'pool-again' }, seconds: 5, tries: 2, noInput: 'message', wrong: 'message' },
    'pool-again': { kind: 'ring', whom: 'department', seconds: 20, next: 'message' },
    message: { kind: 'voicemail', greeting: words, maxSeconds: 60, next: 'closed' },
    closed: { kind: 'say', words, next: 'end' },
    end: { kind: 'hang-up' },
  },
};

/** How long the worker takes to replay so many recorded calls, from the claim of its row to the last count. */
export async function runReplay(url: string, calls: number, say: (line: string) => void): Promise<ReplayMeasured> {
  await migrateAll(url);
  const sql = openSql(url);
  const house = makeDatabase({
    url,
    role: 'worker',
    max: 2,
    statementTimeoutMs: 60_000,
    connectTimeoutMs: 3_000,
    onIdleError: () => undefined,
  });
  try {
    say(`writing ${calls} finished calls`);
    const { departmentId, personId, since, until } = await fillRecordedCalls(sql, calls);
    const clock = () => new Date();
    const ctx = makeHouseContext({ house, clock, ids: makeIds(clock), log: makeLogger({ service: 'bench', level: 'silent' }) });
    const id = ctx.ids();
    await transactionOfOwner(url, (tx) =>
      insertReplay(tx, { id, departmentId, script: tried, since, until, requestedBy: personId, requestedAt: clock() }),
    );
    say('replaying');
    const began = performance.now();
    while ((await replayScripts(ctx)) > 0);
    const seconds = (performance.now() - began) / 1000;
    const replay = (await findReplay(house.db, departmentId, id)) as ReplayRow;
    if (replay.state !== 'done' || replay.replayed !== calls)
      throw new Error(`The replay has come to ${replay.state} after ${replay.replayed} calls`);
    return { calls, seconds, callsASecond: Math.round(calls / seconds), counts: replay.result?.counts ?? {} };
  } finally {
    await house.close();
    await sql.close();
  }
}

export function describeReplay({ calls, seconds, callsASecond, counts }: ReplayMeasured): string {
  const found = Object.entries(counts).map(([change, count]) => `${count} ${change}`);
  return `${calls} recorded calls replayed in ${seconds.toFixed(1)} s (${callsASecond} a second): ${found.join(', ')}`;
}
