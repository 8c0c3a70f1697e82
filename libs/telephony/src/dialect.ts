import type { CallInstruction, CallSignal, SignalOf } from '@ringbase/domain';

/** A webhook as it came, before anything of it is believed. */
export type WebhookRequest = {
  method: string;
  /** Path and query byte for byte as they came. */
  originalUrl: string;
  header(name: string): string | undefined;
  /** The body byte for byte as it came; empty when it was no form. */
  rawBody: Buffer;
  /** The form that was read of it, values untouched. */
  params: Readonly<Record<string, unknown>>;
  receivedAt: Date;
};

/** What a verified webhook is: where it came and its form, values untouched. */
export type WebhookForm = { originalUrl: string; params: Readonly<Record<string, unknown>> };

/** Why a webhook is refused. `stale`: it is signed, but too long ago or too far ahead. */
export type Refusal = 'signature' | 'stale';

/** What an answer from memory needs to know of a webhook, without a database and without throwing. */
export type StaticFacts = {
  /** Empty when the message names no call. */
  rootProviderCallId: string;
  /** Numbers that may have been dialled, the likelier first. */
  dialled: readonly string[];
  digits: string;
  /** A Dial is over and both sides talked. */
  talked: boolean;
  /** The leg that asks is his who phoned in. */
  isCaller: boolean;
};

/** Whose answer is written. `departmentId`: whose static answer it is, so that the steps after it can be answered from their URLs alone. */
export type RenderedCall = { callId: string; rootProviderCallId: string; departmentId: string | null };

/**
 * How one phone company speaks over HTTP: who may ask, what the question means in our words, and how our answer is written in its markup. Made for one
 * account and one public URL. Everything behind it (the verb, the database, the script) knows signals and instructions only. Parsers throw INVALID.
 */
export type Dialect = {
  /** Of the ids of its calls and legs. */
  readonly provider: string;
  /** The path below which its webhooks come; the URLs that it is handed begin so. */
  readonly door: string;
  /** Who does not even bring it is not read. */
  readonly signatureHeader: string;
  /** Null: it is genuine. Fails closed. */
  refusalOf(request: WebhookRequest): Refusal | null;
  parseInbound(form: WebhookForm): SignalOf<'inbound'>;
  parseStep(form: WebhookForm): CallSignal;
  /** Null: it is told here and is no progress of a leg. */
  parseStatus(form: WebhookForm): SignalOf<'leg-progress'> | null;
  parseRecording(form: WebhookForm): SignalOf<'recording'>;
  /** Null: the provider has no conferences for us, and no door is opened for them. */
  readonly parseConference: ((form: WebhookForm) => SignalOf<'conference'>) | null;
  /** The step whose address failed, asked for at the fallback address; null: the provider does not tell, and no such door is opened. */
  readonly failedUrlOf: ((form: WebhookForm) => string | null) | null;
  readStatic(form: WebhookForm): StaticFacts;
  render(instructions: readonly CallInstruction[], of: RenderedCall): string;
  readonly contentType: string;
  /** What a caller hears when his message could not be read. */
  readonly sorry: string;
  /** The status that tells the provider a callback is taken and need not be sent again. */
  readonly taken: 200 | 204;
  /** The provider's id of a call, for the log; null unless it looks like one. */
  callNamedIn(form: WebhookForm): string | null;
};
