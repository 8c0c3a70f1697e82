import type { ProviderCall, ProviderRecording } from '../telephony-port.js';
import { callSid, callStatus, legOf, legParams, moment, seconds, TWILIO } from './parse-params.js';

type CallRow = {
  sid: string;
  parentCallSid: string | null;
  from: string;
  to: string;
  direction: string;
  status: string;
  dateCreated: Date | null;
  startTime: Date | null;
  endTime: Date | null;
  duration: string | null;
};
type RecordingRow = {
  sid: string;
  callSid: string;
  status: string;
  source: string;
  channels: number | string | null;
  duration: string | null;
  startTime: Date | null;
  dateCreated: Date | null;
};

/** A row of the provider's list of calls; null for one that we cannot read. */
export function providerCallOf(row: CallRow): ProviderCall | null {
  const status = callStatus.safeParse(row.status);
  const params = legParams.safeParse({
    CallSid: row.sid,
    ParentCallSid: row.parentCallSid ?? undefined,
    From: row.from ?? undefined,
    To: row.to ?? undefined,
    Direction: row.direction ?? undefined,
  });
  const createdAt = dateOf(row.dateCreated) ?? dateOf(row.startTime);
  if (!status.success || !params.success || createdAt === null) return null;
  return {
    ...legOf(params.data),
    status: status.data,
    createdAt,
    startedAt: dateOf(row.startTime),
    endedAt: dateOf(row.endTime),
    seconds: seconds.parse(row.duration === null ? null : String(row.duration)),
  };
}

const recordingStatuses: Readonly<Record<string, ProviderRecording['status']>> = {
  'in-progress': 'in-progress',
  paused: 'in-progress',
  stopped: 'in-progress',
  processing: 'in-progress',
  completed: 'completed',
  absent: 'absent',
  failed: 'failed',
  deleted: 'absent',
};

/** A row of the provider's list of recordings; null for one that we cannot read. */
export function providerRecordingOf(row: RecordingRow): ProviderRecording | null {
  const status = recordingStatuses[row.status];
  if (status === undefined || !/^RE[0-9a-f]{32}$/.test(row.sid) || !/^CA[0-9a-f]{32}$/.test(row.callSid)) return null;
  const channels = Number(row.channels);
  return {
    provider: TWILIO,
    ...recordedLeg(row.callSid),
    providerRecordingId: row.sid,
    status,
    recordingKind: row.source === 'RecordVerb' ? 'voicemail' : 'conversation',
    channels: channels === 1 || channels === 2 ? channels : null,
    seconds: seconds.parse(row.duration === null ? null : String(row.duration)),
    startedAt: dateOf(row.startTime) ?? dateOf(row.dateCreated),
    erased: row.status === 'deleted',
  };
}

/** Whose call is in a conference or a queue, and since when; null for one that we cannot read. */
export function occupantOf(callSidOf: string, since: unknown): { providerCallId: string; since: Date | null } | null {
  return callSid.safeParse(callSidOf).success ? { providerCallId: callSidOf, since: dateOf(since) } : null;
}

function recordedLeg(callSid: string): Pick<ProviderRecording, 'callId' | 'leg'> {
  const { callId, leg } = legOf({ CallSid: callSid, From: '', To: '', Direction: 'inbound' });
  return { callId, leg };
}

function dateOf(value: unknown): Date | null {
  return value instanceof Date ? (Number.isNaN(value.getTime()) ? null : value) : moment.parse(value);
}
