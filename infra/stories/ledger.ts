import type { PhoneCompany } from '@ringbase/testing';

export type Webhook = {
  kind: string;
  callSid: string;
  url: string;
  params: Record<string, string>;
  status: number | null;
  ms: number | null;
  responseBody: string | null;
  used: boolean;
  /** What the phone company was told to do wrong with it. */
  faults: string[];
};
export type LedgerLeg = { callSid: string; parentCallSid: string | null; direction: string; status: string };
export type LedgerRecording = {
  sid: string;
  callSid: string;
  status: string;
  sha256: string | null;
  bytes: number | null;
  durationMs: number;
};
/** What was asked of the phone company's REST. */
export type RestRequest = { method: string; path: string; params: Record<string, unknown>; status: number; callSid: string | null };
/** `to` is null while it goes on. */
export type Bridge = { parentCallSid: string; childCallSid: string; from: string; to: string | null };
/** Who heard whom in a conference. */
export type Audible = { conferenceSid: string; speakerCallSid: string; listenerCallSid: string; from: string; to: string | null };
export type Ledger = {
  legs: LedgerLeg[];
  webhooks: Webhook[];
  rest: RestRequest[];
  recordings: LedgerRecording[];
  warnings: { code: number; message: string }[];
  heard: { callSid: string; ms: number; what: string; detail: string }[];
  bridges: Bridge[];
  audible: Audible[];
};

/** One violated invariant, in words. */
export type Violation = { invariant: 'I1' | 'I2' | 'I3' | 'I5' | 'I6' | 'I8' | 'I13'; what: string };

/** All that the phone company did and was told. Throws when that is no longer all. */
export async function readLedger(phones: PhoneCompany): Promise<Ledger> {
  const { forgotten, ...ledger } = await phones.control<Ledger & { forgotten: boolean }>('GET', '/control/ledger');
  if (forgotten) throw new Error('The phone company has forgotten a part of its ledger: give it more LEDGER_ENTRIES.');
  return ledger;
}

/** How often each value stands in a list. */
export function countOf(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
