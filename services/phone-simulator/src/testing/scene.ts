import type { ConferenceView } from '../control/conference-view.js';
import type { LegView } from '../control/leg-view.js';
import type { QueueView } from '../control/queue-view.js';
import { type Application, startApplication } from './application.js';
import { type SimulatorClient, startTestSimulator } from './simulator-client.js';

export const OURS = '+35921234567';
export const CALLER = '+359888123456';

export interface LedgerView {
  legs: LegView[];
  webhooks: {
    kind: string;
    url: string;
    method: string;
    status: number | null;
    attempt: number;
    copy: number;
    copies: number;
    idempotencyToken: string;
    faults: string[];
    used: boolean;
    params: Record<string, string>;
  }[];
  rest: { method: string; path: string; status: number; faults: string[] }[];
  recordings: {
    sid: string;
    callSid: string;
    status: string;
    duration: number;
    channels: number;
    sha256: string | null;
    bytes: number | null;
  }[];
  warnings: { callSid: string; code: number; message: string; level: string }[];
  conferences: ConferenceView[];
  queues: QueueView[];
  audible: {
    conferenceSid: string;
    listenerCallSid: string;
    speakerCallSid: string;
    parties: [string, string];
    from: string;
    to: string | null;
  }[];
  bridges: { parentCallSid: string; childCallSid: string; parties: [string, string]; from: string; to: string | null }[];
  heard: { callSid: string; ms: number; what: string; detail: string }[];
  events: { callSid: string; event: string }[];
}

export interface Scene {
  app: Application;
  sim: SimulatorClient;
  /** A caller phones our number; resolves with the call's SID. */
  phoneIn(extra?: Record<string, unknown>): Promise<string>;
  ledger(callSid?: string): Promise<LedgerView>;
  act(callSid: string, verb: 'answer' | 'decline' | 'hangup'): Promise<LegView>;
  phone(address: string, behaviour: string, extra?: Record<string, unknown>): Promise<unknown>;
  status(callSid: string): Promise<string>;
  stop(): Promise<void>;
}

/** An application, a simulator on a virtual clock, and a number of ours whose calls are asked for at `/voice`. */
export async function startScene(options: { voice?: string; fallback?: string; real?: boolean } = {}): Promise<Scene> {
  const app = await startApplication();
  const sim = await startTestSimulator({ real: options.real ?? false });
  await sim.control('PUT', `/control/numbers/${OURS}`, {
    voiceUrl: `${app.url}/voice${options.voice ?? ''}`,
    statusCallback: `${app.url}/number-status`,
    ...(options.fallback === undefined ? {} : { voiceFallbackUrl: `${app.url}${options.fallback}` }),
  });
  return {
    app,
    sim,
    phoneIn: async (extra = {}) =>
      (await sim.control<{ callSid: string }>('POST', '/control/calls', { from: CALLER, to: OURS, ...extra })).callSid,
    ledger: (callSid) => sim.control<LedgerView>('GET', `/control/ledger${callSid === undefined ? '' : `?callSid=${callSid}`}`),
    act: (callSid, verb) => sim.control<LegView>('POST', `/control/calls/${callSid}/${verb}`),
    phone: (address, behaviour, extra = {}) =>
      sim.control('PUT', '/control/phones', {
        address,
        behaviour,
        kind: address.startsWith('client:') ? 'client' : address.startsWith('sip:') ? 'sip' : 'mobile',
        ...extra,
      }),
    status: async (callSid) => (await sim.control<LegView>('GET', `/control/legs/${callSid}`)).status,
    async stop() {
      await sim.stop();
      await app.stop();
    },
  };
}
