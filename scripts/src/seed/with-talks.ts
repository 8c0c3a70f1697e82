import type { Batch } from '@ringbase/database';

/** A call that was answered and is over. */
export type Talk = { clientId: string; applicationId: string; endedAt: Date };

/** What the database notes as a call ends: the client's last contact, and that his application was touched. */
export function withTalks(batches: readonly Batch[], talks: readonly Talk[]): Batch[] {
  const contacts = lastBy(talks, (talk) => talk.clientId);
  const touches = lastBy(talks, (talk) => talk.applicationId);
  return batches.map((batch) => {
    switch (batch.table) {
      case 'clients':
        return { ...batch, rows: batch.rows.map((row) => ({ ...row, lastContactAt: contacts.get(row.id) ?? null })) };
      case 'applications':
        return { ...batch, rows: batch.rows.map((row) => ({ ...row, touchedAt: later(row.touchedAt, touches.get(row.id)) })) };
      default:
        return batch;
    }
  });
}

const later = (a: Date, b: Date | undefined): Date => (b !== undefined && b > a ? b : a);

function lastBy(talks: readonly Talk[], key: (talk: Talk) => string): ReadonlyMap<string, Date> {
  const last = new Map<string, Date>();
  for (const talk of talks) last.set(key(talk), later(talk.endedAt, last.get(key(talk))));
  return last;
}
