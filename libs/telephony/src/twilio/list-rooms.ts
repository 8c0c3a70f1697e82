import { isDomainError } from '@ringbase/domain';
import type { ListFilter, ProviderConference, ProviderQueue } from '../telephony-port.js';
import { asked } from './asked.js';
import { listPages, PAGE } from './list-pages.js';
import { TWILIO } from './parse-params.js';
import { occupantOf } from './provider-rows.js';
import type { makeRestClient } from './rest-client.js';

type Client = ReturnType<typeof makeRestClient>;
type Pacing = Pick<ListFilter, 'betweenPages'>;

/** One page for the list and one or more for each conference: it is asked for nobody in those that have ended. */
export async function* listConferences(client: Client, { betweenPages }: Pacing = {}): AsyncGenerator<ProviderConference> {
  const going = listPages(() => client.conferences.page({ status: 'in-progress', pageSize: PAGE }), betweenPages);
  for await (const { sid } of going) {
    const participants = await occupants(
      listPages(() => client.conferences(sid).participants.page({ pageSize: PAGE }), betweenPages),
      (row) => occupantOf(row.callSid, row.dateCreated),
    );
    // It has ended since it was listed.
    if (participants === null) continue;
    yield { provider: TWILIO, providerConferenceId: sid, participants };
    await betweenPages?.();
  }
}

export async function endConference(client: Client, sid: string): Promise<void> {
  await asked(() => client.conferences(sid).update({ status: 'completed' }));
}

/** Empty queues are not asked for members. */
export async function* listQueues(client: Client, { betweenPages }: Pacing = {}): AsyncGenerator<ProviderQueue> {
  for await (const { sid, currentSize } of listPages(() => client.queues.page({ pageSize: PAGE }), betweenPages)) {
    if (currentSize === 0) continue;
    const members = await occupants(
      listPages(() => client.queues(sid).members.page({ pageSize: PAGE }), betweenPages),
      (row) => occupantOf(row.callSid, row.dateEnqueued),
    );
    if (members === null) continue;
    yield { provider: TWILIO, providerQueueId: sid, members };
    await betweenPages?.();
  }
}

type Occupant = { providerCallId: string; since: Date | null };

/** Null: the room is not there any more. */
async function occupants<Row>(rows: AsyncIterable<Row>, read: (row: Row) => Occupant | null): Promise<Occupant[] | null> {
  const found: Occupant[] = [];
  try {
    for await (const row of rows) {
      const one = read(row);
      if (one !== null) found.push(one);
    }
  } catch (error) {
    if (isDomainError(error) && error.code === 'NOT_FOUND') return null;
    throw error;
  }
  return found;
}
