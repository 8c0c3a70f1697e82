import { softphoneToken } from '@ringbase/contracts';
import { create } from 'zustand';
import { isProblem } from '../client/problem.js';
import { request } from '../client/request.js';
import { makeSimulatedSoftphone } from './simulated-softphone.js';
import type { Softphone, SoftphoneCall, SoftphoneEvent } from './softphone.js';
import { advanceTelephone, silentTelephone, type TelephoneState } from './telephone-state.js';

export const useTelephone = create<TelephoneState>(() => silentTelephone);

let softphone: Softphone | null = null;

const tell = (event: SoftphoneEvent) => useTelephone.setState((state) => advanceTelephone(state, event, new Date()));
/** Milliseconds; in a network that swallows everything an answer is waited for in vain, and the wait keeps others from asking. */
const accessPatience = 8000;
const access = () => request('GET', '/softphone-token', softphoneToken, { signal: AbortSignal.timeout(accessPatience) });

/** Registers this tab's telephone; returns how to end it. */
export function startTelephone(): () => void {
  let ended = false;
  useTelephone.setState(silentTelephone);
  const start = async () => {
    const first = await access();
    if (ended) return;
    if (first.adapter === 'twilio') return tell({ kind: 'refused', reason: 'not-supported' });
    softphone = makeSimulatedSoftphone({ access, listener: (event) => ended || tell(event) });
    softphone.register(first);
  };
  let timer: ReturnType<typeof setTimeout>;
  const attempt = () => {
    start().catch((error: unknown) => {
      if (ended) return;
      // He has desk telephones or a mobile only: asking again would not bring him another.
      if (isProblem(error, 'NOT_FOUND')) return tell({ kind: 'refused', reason: 'not-supported' });
      tell({ kind: 'lost' });
      timer = setTimeout(attempt, 5000);
    });
  };
  attempt();
  return () => {
    ended = true;
    clearTimeout(timer);
    softphone?.close();
    softphone = null;
  };
}

/** The leg of a call that rings here; waits a little, for the claim's answer may be faster than the ring. */
export function awaitLeg(callId: string, patience: number): Promise<SoftphoneCall | null> {
  const find = (state: TelephoneState) => state.ringing.find((call) => call.callId === callId) ?? null;
  const there = find(useTelephone.getState());
  if (there) return Promise.resolve(there);
  return new Promise((resolve) => {
    const finish = (leg: SoftphoneCall | null) => {
      clearTimeout(timer);
      unsubscribe();
      resolve(leg);
    };
    const timer = setTimeout(() => finish(null), patience);
    const unsubscribe = useTelephone.subscribe((state) => {
      const leg = find(state);
      if (leg) finish(leg);
    });
  });
}

export function acceptLeg(leg: SoftphoneCall): void {
  useTelephone.setState({ talk: { ...leg, connectedAt: null, muted: false } });
  softphone?.accept(leg.callSid);
}

export function rejectLeg(leg: SoftphoneCall): void {
  softphone?.reject(leg.callSid);
  tell({ kind: 'cancelled', callSid: leg.callSid, answeredElsewhere: false });
}

export function hangUp(): void {
  const { talk } = useTelephone.getState();
  if (talk && !softphone?.hangUp(talk.callSid)) tell({ kind: 'ended', callSid: talk.callSid });
}

export function setMuted(muted: boolean): void {
  const { talk } = useTelephone.getState();
  if (!talk) return;
  softphone?.mute(talk.callSid, muted);
  useTelephone.setState({ talk: { ...talk, muted } });
}

export function sendDigits(digits: string): void {
  const { talk } = useTelephone.getState();
  if (talk) softphone?.digits(talk.callSid, digits);
}
