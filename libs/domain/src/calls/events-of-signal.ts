import { type Attribution, chooseCandidate } from '../scripts/choose-candidate.js';
import type { RouteState, TraceEntry } from '../scripts/route-state.js';
import type { CallContext, DialFacts } from './call-context.js';
import type { CallEvent } from './call-event.js';
import type { CallSignal, SignalOf } from './call-signal.js';

const nobody: Attribution = { clientId: null, phoneId: null, applicationId: null, intendedPersonId: null, reason: 'unknown-caller' };

/** A click is one call: whatever else the provider made of it is not. */
export function isSecondLeg(dial: DialFacts, signal: CallSignal): boolean {
  return dial.providerCallId !== null && dial.providerCallId !== signal.rootProviderCallId;
}

/** `after`: what brought the script on, so that one message routes once. */
export function routedEvent(after: string, state: RouteState, trace: readonly TraceEntry[], now: Date): CallEvent {
  return { key: `routed:${after}`, at: now, kind: 'routed', body: { step: state.step, plan: state.plan, targets: state.ringing, trace } };
}

/** What a message tells of its leg. */
export function legEvent(context: CallContext, signal: SignalOf<'leg-progress'>, now: Date): CallEvent {
  const root = signal.leg.parentProviderCallId === null && signal.attached !== true;
  return {
    key: `leg:${signal.leg.legId}:${signal.status}${signal.mark === undefined ? '' : `:${signal.mark}`}`,
    at: signal.at ?? now,
    kind: 'leg',
    body: {
      legId: signal.leg.legId,
      providerCallId: signal.leg.providerCallId,
      root,
      address: root && signal.leg.direction === 'inbound' ? signal.leg.from : signal.leg.to,
      status: signal.status,
      seconds: signal.seconds,
      step: signal.step,
      device: context.legDevice,
      ...(signal.attached ? { attached: true } : {}),
    },
  };
}

/** The other side was handed on, as a PBX tells it. */
export function handedOverEvent({ leg: { legId, providerCallId }, at }: SignalOf<'handed-over'>): CallEvent {
  return { key: `handed-over:${legId}:${at.toISOString()}`, at, kind: 'handed-over', body: { legId, providerCallId } };
}

/** The first word of a call, whichever message brings it; a child's message knows neither caller nor number, so a later root's word replaces it. */
export function receivedIfMissing(context: CallContext, signal: CallSignal, now: Date): readonly CallEvent[] {
  // A leg that we made for a call is not its beginning.
  if (signal.attached) return [];
  const root = namesBothSides(signal) || context.dial !== null;
  const key = root ? 'received' : 'received:child';
  return context.events.some((event) => event.key === key || event.key === 'received') ? [] : [receivedEvent(context, signal, now)];
}

/** How the call came: its sides, whose it is, and by which script it goes. */
export function receivedEvent(context: CallContext, signal: CallSignal, now: Date): CallEvent & { kind: 'received' } {
  const { dial, facts } = context;
  const wrapUpSeconds = facts.department?.wrapUpSeconds ?? 30;
  const at = signal.kind === 'leg-progress' || signal.kind === 'handed-over' ? (signal.at ?? now) : now;
  if (dial !== null) {
    const attribution: Attribution = {
      clientId: dial.clientId,
      phoneId: dial.phoneId,
      applicationId: dial.applicationId,
      intendedPersonId: dial.personId,
      reason: 'open-application',
    };
    return {
      key: 'received',
      at,
      kind: 'received',
      body: {
        direction: 'outbound',
        from: dial.callerId,
        callerE164: null,
        to: dial.clientE164,
        departmentId: dial.departmentId,
        scriptId: null,
        attribution,
        intentId: isSecondLeg(dial, signal) ? null : dial.intentId,
        personId: dial.personId,
        wrapUpSeconds,
      },
    };
  }
  const root = namesBothSides(signal);
  return {
    key: root ? 'received' : 'received:child',
    at,
    kind: 'received',
    body: {
      direction: root ? signal.leg.direction : 'inbound',
      from: root ? signal.leg.from : '',
      callerE164: root ? context.callerE164 : null,
      to: root ? signal.leg.to : '',
      departmentId: facts.department?.id ?? null,
      scriptId: context.script?.id ?? null,
      attribution: root ? chooseCandidate(facts) : nobody,
      intentId: null,
      personId: null,
      wrapUpSeconds,
    },
  };
}

/** A message of the call's own leg says who phoned whom, if it names them at all; one about its recording does not, and must not stand for it. */
function namesBothSides({ leg, kind }: CallSignal): boolean {
  return leg.parentProviderCallId === null && kind !== 'recording' && (leg.from !== '' || leg.to !== '');
}
