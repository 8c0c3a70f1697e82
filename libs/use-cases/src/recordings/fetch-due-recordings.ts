import { attachRecording, claimDueRecordings, type DueRecording, renewRecordingLease, saveFailedFetch } from '@ringbase/database';
import { decideNextAttempt } from '@ringbase/domain';
import type { Storage } from '@ringbase/platform';
import type { RecordingSource } from '@ringbase/telephony';
import type { HouseContext } from '../context.js';
import { appendRecordingNews } from './append-recording-news.js';
import { type Download, downloadRecording } from './download-recording.js';
import { storageKeyOf } from './storage-key-of.js';

export type FetchDeps = {
  telephony: RecordingSource;
  /** Of the providers beside it. */
  recordingSources?: readonly RecordingSource[];
  storage: Storage;
};

/** Milliseconds. A worker that died holds its claims no longer than this. */
const LEASE = 60_000;
const RENEW = 20_000;
const AT_ONCE = 4;

/** Fetches recordings that are due and attaches them, each by itself, so that one failure never stops the rest. Returns how many it tried. */
export async function fetchDueRecordings(ctx: HouseContext, deps: FetchDeps): Promise<number> {
  const now = ctx.clock();
  const leaseUntil = new Date(now.getTime() + LEASE);
  const due = await claimDueRecordings(ctx.house.db, now, leaseUntil, AT_ONCE);
  const done = await Promise.allSettled(due.map((recording) => fetchRecording(ctx, deps, recording, leaseUntil)));
  for (const [index, result] of done.entries()) {
    if (result.status === 'rejected')
      ctx.log.error({ event: 'recording.fetch-broke-off', recordingId: due[index]?.id, err: result.reason });
  }
  return due.length;
}

async function fetchRecording(ctx: HouseContext, deps: FetchDeps, recording: DueRecording, leaseUntil: Date): Promise<void> {
  const lease = keepLease(ctx, recording.id, leaseUntil);
  let download: Download;
  try {
    const source = [deps.telephony, ...(deps.recordingSources ?? [])].find(({ provider }) => provider === recording.provider);
    download =
      source === undefined
        ? { kind: 'failed', failure: 'unauthorised', reason: `nobody here has access to ${recording.provider}` }
        : await downloadRecording(source, deps.storage, { ...recording, storageKey: storageKeyOf(recording) });
  } finally {
    await lease.stop();
  }
  if (download.kind === 'failed') return writeFailure(ctx, recording, lease.held(), download);
  const { sound } = download;
  const attached = await ctx.houseTransaction(async (tx) => {
    const isFirst = await attachRecording(tx, recording, sound, ctx.clock());
    if (isFirst) await appendRecordingNews(tx, recording.id);
    return isFirst;
  });
  ctx.log.info({
    event: attached ? 'recording.attached' : 'recording.attached-before',
    recordingId: recording.id,
    callId: recording.callId,
    bytes: sound.bytes,
  });
}

async function writeFailure(
  ctx: HouseContext,
  recording: DueRecording,
  held: Date,
  { failure, reason }: Extract<Download, { kind: 'failed' }>,
): Promise<void> {
  const decision = decideNextAttempt(recording.attempts, failure, ctx.clock());
  const nextAttemptAt = decision.kind === 'retry' ? decision.at : null;
  await ctx.houseTransaction(async (tx) => {
    const saved = await saveFailedFetch(tx, recording.id, held, { failure, nextAttemptAt });
    if (saved && nextAttemptAt === null) await appendRecordingNews(tx, recording.id);
  });
  ctx.log.warn({
    event: nextAttemptAt === null ? 'recording.failed' : 'recording.not-yet',
    recordingId: recording.id,
    attempts: recording.attempts,
    failure,
    reason,
  });
}

/** Keeps a claim while its download lasts; should it be lost all the same, another worker fetches the same bytes to the same place. */
function keepLease(ctx: HouseContext, id: string, until: Date) {
  let held = until;
  let renewing = Promise.resolve();
  const renew = async () => {
    const next = new Date(ctx.clock().getTime() + LEASE);
    if (await renewRecordingLease(ctx.house.db, id, held, next)) held = next;
  };
  const timer = setInterval(() => {
    renewing = renew().catch((error: unknown) => ctx.log.warn({ event: 'recording.lease-not-renewed', recordingId: id, err: error }));
  }, RENEW);
  return {
    held: () => held,
    stop: async () => {
      clearInterval(timer);
      await renewing;
    },
  };
}
