import { DomainError, isDomainError } from '@ringbase/domain';
import type { CreateCall, ProviderCall, ProviderRecording, Telephony } from '../telephony-port.js';
import { asked } from './asked.js';
import { listPages, PAGE } from './list-pages.js';
import { endConference, listConferences, listQueues } from './list-rooms.js';
import { makeSoftphoneToken } from './make-softphone-token.js';
import { openRecording } from './open-recording.js';
import { TWILIO } from './parse-params.js';
import { providerCallOf, providerRecordingOf } from './provider-rows.js';
import { makeRestClient } from './rest-client.js';
import type { TwilioAccount } from './twilio-account.js';
import { conferencesOf } from './twilio-conferences.js';

/** Twilio, or what speaks its REST, behind the port. */
export function makeTwilioTelephony(account: TwilioAccount): Telephony {
  const client = makeRestClient(account);
  return {
    provider: TWILIO,
    async createCall(call: CreateCall) {
      const made = await asked(() =>
        client.calls.create({
          to: call.to,
          from: call.from,
          url: call.url,
          method: 'POST',
          statusCallback: call.statusUrl,
          statusCallbackMethod: 'POST',
          statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
          timeout: call.timeoutSeconds,
        }),
      );
      return { providerCallId: made.sid };
    },
    async endCall(providerCallId) {
      await asked(() => client.calls(providerCallId).update({ status: 'completed' }));
    },
    ...conferencesOf(client),
    async *listCalls({ since, until, to, betweenPages }): AsyncGenerator<ProviderCall> {
      const day = startOfDay(since);
      const days = isOneDay(since, until) ? { startTime: day } : { startTimeAfter: day };
      const filter = { ...days, pageSize: PAGE, ...(to === undefined ? {} : { to }) };
      for await (const row of listPages(() => client.calls.page(filter), betweenPages)) {
        const call = providerCallOf(row);
        if (call !== null && isWithin(call.startedAt ?? call.createdAt, since, until)) yield call;
      }
    },
    findCall: (providerCallId) => found(async () => providerCallOf(await asked(() => client.calls(providerCallId).fetch()))),
    async findLiveChild(providerCallId) {
      const children = await asked(() => client.calls.list({ parentCallSid: providerCallId, limit: PAGE }));
      const live = children.find(({ status }) => status === 'queued' || status === 'ringing' || status === 'in-progress');
      return live === undefined ? null : { providerCallId: live.sid };
    },
    async *listRecordings({ since, until, betweenPages }): AsyncGenerator<ProviderRecording> {
      const day = startOfDay(since);
      const days = isOneDay(since, until) ? { dateCreated: day } : { dateCreatedAfter: day };
      for await (const row of listPages(() => client.recordings.page({ ...days, pageSize: PAGE }), betweenPages)) {
        const recording = providerRecordingOf(row);
        if (recording !== null && (recording.startedAt === null || isWithin(recording.startedAt, since, until))) yield recording;
      }
    },
    findRecording: (providerRecordingId) =>
      found(async () => providerRecordingOf(await asked(() => client.recordings(providerRecordingId).fetch()))),
    listConferences: (filter) => listConferences(client, filter),
    endConference: (providerConferenceId) => endConference(client, providerConferenceId),
    listQueues: (filter) => listQueues(client, filter),
    openRecording: (providerRecordingId, options) => openRecording(account, providerRecordingId, options),
    makeSoftphoneToken: (options) => makeSoftphoneToken(account, options),
  };
}

/** Null for what the provider does not know. What it knows and we cannot read is not unknown: it throws UNAVAILABLE, lest something be given up for it. */
async function found<T>(ask: () => Promise<T | null>): Promise<T | null> {
  let read: T | null;
  try {
    read = await ask();
  } catch (error) {
    if (isDomainError(error) && error.code === 'NOT_FOUND') return null;
    throw error;
  }
  if (read === null)
    throw new DomainError('UNAVAILABLE', 'The phone company’s answer cannot be read.', { unknown: false, reason: 'unreadable' });
  return read;
}

const isWithin = (at: Date, since: Date, until: Date | undefined) => at >= since && (until === undefined || at < until);

/** The lists filter by day only, so they are asked from the day's beginning and read finer here. */
function startOfDay(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
}

/** Within one day the provider is asked for that day alone. Whether `StartTime<` includes its day is told both ways, so it is never asked with. */
const isOneDay = (since: Date, until: Date | undefined) =>
  until !== undefined && startOfDay(since).getTime() === startOfDay(new Date(until.getTime() - 1)).getTime();
