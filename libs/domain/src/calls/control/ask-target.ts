import { chooseDialDevice } from '../../dialling/choose-dial-device.js';
import type { PersonPresence } from '../../presence/person-presence.js';
import type { RingTarget } from '../call-instruction.js';

export type AskTarget = { kind: 'target'; target: RingTarget } | { kind: 'none'; reason: 'on-call' | 'no-device' };

/** By which telephone a person is asked to come to a call: each is a call of its own, one a second, so it is one. A mobile is asked for its digit. */
export function askTarget(presence: PersonPresence, callId: string, now: Date): AskTarget {
  const chosen = chooseDialDevice(presence, now);
  if (chosen.kind === 'none') return chosen;
  const { id, kind, address } = chosen.device;
  const parameters = { callId };
  return { kind: 'target', target: { kind, address, deviceId: id, personId: presence.personId, screened: kind === 'mobile', parameters } };
}
