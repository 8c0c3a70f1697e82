import { type CallSignal, type DeviceKind, DomainError, type LegStatus, toldText } from '@ringbase/domain';
import { callIdOf, legIdOf } from '../ids.js';
import { callerLegOf, LONGEST_WORD, PBX, parseDialled } from './parse-pbx-route.js';
import { endingOf } from './pbx-cause.js';

export const pbxEventKinds = ['new', 'ringing', 'answer', 'hangup', 'transfer'] as const;
export type PbxEventKind = (typeof pbxEventKinds)[number];

/** What a PBX tells of a call. */
export type PbxEvent = {
  callId: string;
  event: PbxEventKind;
  at: Date;
  /** The telephone that it is about; null: the caller himself, or nobody knows whose. */
  extension: string | null;
  /** The PBX's own name of that telephone's leg, where it may ring more than once in a call. */
  leg: string | null;
  cause: string | null;
  /** Of a call that was not asked about, or is still to be. */
  dialled: string | null;
  caller: string | null;
};

/** The telephone of ours that an extension is; null: none of ours. */
export type PbxPhone = { kind: DeviceKind; address: string };

/** Somebody picked up, and the PBX does not say who. */
const SOMEBODY = '?';

/**
 * One word of a PBX as the signals that it is. Pure: the same word gives the same signals, told once by their keys, so that a call's row is made of the
 * set of words that came, in whatever order. Throws INVALID.
 */
export function parsePbxEvent(event: PbxEvent, phone: PbxPhone | null, region: string): readonly CallSignal[] {
  switch (event.event) {
    case 'new':
      return [callerProgress(event, 'initiated', region)];
    case 'ringing':
      return [event.extension === null ? callerProgress(event, 'ringing', region) : phoneProgress(event, phone, 'ringing')];
    case 'answer':
      return answered(event, phone);
    case 'hangup':
      return [event.extension === null ? callerGone(event, region) : phoneProgress(event, phone, endingOf(event.cause))];
    case 'transfer':
      return [handedOver(event, phone)];
  }
}

/** A mobile is screened before a client hears it: that is the PBX's to do before it says that he has answered. */
function answered(event: PbxEvent, phone: PbxPhone | null): readonly CallSignal[] {
  const picked = phoneProgress(event, phone, 'answered');
  if (phone?.kind !== 'mobile') return [picked];
  const { provider, callId, rootProviderCallId, leg } = picked;
  const key = `${picked.key}:accepted`;
  return [picked, { kind: 'screen-answer', key, provider, callId, rootProviderCallId, leg, step: 0, plan: 'script', digits: '1' }];
}

/** The caller's end is the call's. Whether he was talked to is told by the telephones: a normal clearing alone does not say so. */
function callerGone(event: PbxEvent, region: string): CallSignal {
  return callerProgress(event, endingOf(event.cause) === 'failed' ? 'failed' : 'canceled', region);
}

function callerProgress(event: PbxEvent, status: LegStatus, region: string): CallSignal {
  const sides = { from: toldText(event.caller ?? '', LONGEST_WORD), to: event.dialled === null ? '' : parseDialled(event.dialled, region) };
  // Without the dialled number it is not known whose call it is: the question that is still to come will tell.
  return progress(event, callerLegOf(event.callId, event.dialled === null ? { from: '', to: '' } : sides), status);
}

function phoneProgress(event: PbxEvent, phone: PbxPhone | null, status: LegStatus) {
  return progress(event, phoneLegOf(event, phone), status);
}

function progress(event: PbxEvent, base: ReturnType<typeof callerLegOf> | ReturnType<typeof phoneLegOf>, status: LegStatus) {
  const told = `${event.at.toISOString()}:${toldText(event.cause ?? '', LONGEST_WORD)}`;
  return {
    kind: 'leg-progress' as const,
    key: `pbx:event:${base.leg.legId}:${event.event}:${told}:${base.leg.to}`,
    ...base,
    status,
    at: event.at,
    seconds: null,
    sequence: null,
    step: null,
    intentId: null,
    mark: `${event.at.toISOString()}:${base.leg.to}`,
  };
}

function handedOver(event: PbxEvent, phone: PbxPhone | null): CallSignal {
  if (event.extension === null)
    throw new DomainError('INVALID', 'extension: to whom the call was transferred is missing.', { field: 'extension' });
  const base = phoneLegOf(event, phone);
  return { kind: 'handed-over', key: `pbx:event:${base.leg.legId}:transfer:${event.at.toISOString()}`, ...base, at: event.at };
}

function phoneLegOf({ callId, extension, leg }: PbxEvent, phone: PbxPhone | null) {
  const providerCallId = `${callId}/${leg ?? extension ?? SOMEBODY}`;
  return {
    provider: PBX,
    callId: callIdOf(PBX, callId),
    rootProviderCallId: callId,
    leg: {
      legId: legIdOf(PBX, providerCallId),
      providerCallId,
      parentProviderCallId: callId,
      from: '',
      to: phone?.address ?? extension ?? SOMEBODY,
      direction: 'outbound' as const,
    },
  };
}
