import type { Readable } from 'node:stream';
import type { LegStatus, SignalLeg } from '@ringbase/domain';

/** A call as the phone company lists it, with our ids made: the reconciler compares and makes signals of it. */
export type ProviderCall = {
  provider: string;
  callId: string;
  rootProviderCallId: string;
  leg: SignalLeg;
  status: LegStatus;
  createdAt: Date;
  /** Null while it is only queued. */
  startedAt: Date | null;
  endedAt: Date | null;
  /** Of the whole leg. */
  seconds: number | null;
};

/** A recording as the phone company lists it. */
export type ProviderRecording = {
  provider: string;
  callId: string;
  /** Which leg was recorded; who spoke on it the list does not say. */
  leg: SignalLeg;
  providerRecordingId: string;
  status: 'in-progress' | 'completed' | 'absent' | 'failed';
  recordingKind: 'conversation' | 'voicemail';
  channels: number | null;
  seconds: number | null;
  startedAt: Date | null;
  /** It has been there and was erased; its status says absent. */
  erased?: boolean;
};

/** Where a recording goes on: a leg with its Dial, or a conference. */
export type RecordedLive = { providerCallId: string } | { providerConferenceId: string };

/** A conference that goes on at the phone company, and whose calls are in it. */
export type ProviderConference = {
  provider: string;
  providerConferenceId: string;
  /** `since`: when he came into it, as far as is told. */
  participants: readonly { providerCallId: string; since: Date | null }[];
};

/** A queue at the phone company, and whose calls wait in it. */
export type ProviderQueue = {
  provider: string;
  providerQueueId: string;
  members: readonly { providerCallId: string; since: Date | null }[];
};

/** What is listed: begun at `since` or later, and before `until` if it is given. `betweenPages` is awaited before each further page is asked for. */
export type ListFilter = { since: Date; until?: Date; betweenPages?: () => Promise<void> };

export type CreateCall = {
  to: string;
  from: string;
  /** Asked when the callee picks up. */
  url: string;
  statusUrl: string;
  timeoutSeconds: number;
};

/** The phone company's answer to a request for a recording's sound; `status` is its HTTP status, nothing is checked yet. */
export type OpenedRecording = { status: number; contentType: string | null; contentLength: number | null; body: Readable };

/** One leg's part in a conference that goes on. */
export type Participant = { providerCallId: string; hold: boolean; muted: boolean };
/** What is to become of it; `holdUrl` null: the provider's own music. */
export type ParticipantChange = { hold?: boolean; holdUrl?: string | null; muted?: boolean };

export type SoftphoneToken = { token: string; expiresAt: Date };

/** Where the sound of one provider's recordings comes from. */
export type RecordingSource = Pick<Telephony, 'provider' | 'openRecording'>;

/**
 * What the house asks of a phone company or a PBX. Every refusal is a DomainError: TOO_MANY asks for patience, UNAVAILABLE with
 * `details.unknown: true` says that nobody knows whether it was done, any other that it was not.
 */
export type Telephony = {
  readonly provider: string;
  /** Not repeatable: after an unknown result look at `listCalls`, never just call again. */
  createCall(call: CreateCall): Promise<{ providerCallId: string }>;
  endCall(providerCallId: string): Promise<void>;
  /** Gives a live leg another document to follow. Of a Dial's two sides only the child may be redirected: without its parent it would be hung up. */
  redirectCall(providerCallId: string, url: string): Promise<void>;
  /** The conference of this name that goes on; null while nobody is in it. */
  findConference(name: string): Promise<{ providerConferenceId: string } | null>;
  /** Throws NOT_FOUND when the conference is over. */
  listParticipants(providerConferenceId: string): Promise<readonly Participant[]>;
  /** Throws NOT_FOUND when the leg is not in it (any more). */
  changeParticipant(providerConferenceId: string, providerCallId: string, change: ParticipantChange): Promise<void>;
  /** Sends a leg out of the conference: it asks what follows. */
  removeParticipant(providerConferenceId: string, providerCallId: string): Promise<void>;
  /** Leaves out, from now on, what is said, or records it again. Throws NOT_FOUND when nothing is being recorded. */
  changeRecording(of: RecordedLive, to: 'paused' | 'in-progress'): Promise<void>;
  /** Records a leg from now on, both sides on channels of their own, and tells of it at `statusUrl`. */
  beginRecording(providerCallId: string, statusUrl: string): Promise<void>;
  /** Calls and their child legs begun at `since` or later, newest first; to an address if one is named. */
  listCalls(filter: ListFilter & { to?: string }): AsyncIterable<ProviderCall>;
  /** Null: the phone company knows no such call (any more). Throws UNAVAILABLE for an answer that cannot be read. */
  findCall(providerCallId: string): Promise<ProviderCall | null>;
  /** A telephone that a Dial of this call rings, or that it talks to, at this moment; null: there is none. */
  findLiveChild(providerCallId: string): Promise<{ providerCallId: string } | null>;
  listRecordings(filter: ListFilter): AsyncIterable<ProviderRecording>;
  /** Null: the phone company knows no such recording (any more). Throws UNAVAILABLE for an answer that cannot be read. */
  findRecording(providerRecordingId: string): Promise<ProviderRecording | null>;
  /** Those that go on now, each with who is in it. */
  listConferences(filter?: Pick<ListFilter, 'betweenPages'>): AsyncIterable<ProviderConference>;
  /** Ends the calls of all who are in it. Throws NOT_FOUND for one that is over. */
  endConference(providerConferenceId: string): Promise<void>;
  /** Those in which somebody waits now. */
  listQueues(filter?: Pick<ListFilter, 'betweenPages'>): AsyncIterable<ProviderQueue>;
  /** Sound of a finished recording as WAV; asking a mono one for two channels is answered 400. `signal` ends the body, too. */
  openRecording(providerRecordingId: string, options: { channels: 1 | 2; signal: AbortSignal }): Promise<OpenedRecording>;
  /** `identity` is a browser device's address. */
  makeSoftphoneToken(options: { identity: string; ttlSeconds: number }): SoftphoneToken;
};
