import { type CallEvent, decideSettlement, type LegStatus, projectCall, type RingTarget, type SettleFacts } from '@ringbase/domain';

export const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 8, 0, seconds));
export const target = (personId: string): RingTarget => ({
  kind: 'sip',
  address: personId,
  deviceId: `d-${personId}`,
  personId,
  screened: false,
  parameters: {},
});
export const received: CallEvent = {
  key: 'received',
  at: at(0),
  kind: 'received',
  body: {
    direction: 'inbound',
    from: '+359888123456',
    callerE164: '+359888123456',
    to: '+35924000001',
    departmentId: 'sales',
    scriptId: null,
    attribution: { clientId: null, phoneId: null, applicationId: null, intendedPersonId: null, reason: 'unknown-caller' },
    intentId: null,
    personId: null,
    wrapUpSeconds: 30,
  },
};
export const leg = (who: string, status: LegStatus, second: number, step: number | null = 1): CallEvent => ({
  key: `leg:${who}:${status}`,
  at: at(second),
  kind: 'leg',
  body: {
    legId: who,
    providerCallId: who,
    root: who === 'caller',
    address: who,
    status,
    seconds: null,
    step: who === 'caller' ? null : step,
    device: who === 'caller' || who === 'guest' ? null : { deviceId: `d-${who}`, personId: who, kind: 'sip' },
    ...(who === 'caller' || who === 'ivan' ? {} : { attached: true }),
  },
});
export const routed: CallEvent = {
  key: 'routed:start',
  at: at(0),
  kind: 'routed',
  body: { step: 1, plan: 'script', targets: [target('ivan')], trace: [] },
};
export const joined = (who: string, step: number, second: number): CallEvent => ({
  key: who === 'caller' || who === 'ivan' ? `joined:${step}:${who}` : `joined:${step}`,
  at: at(second),
  kind: 'joined',
  body: { legId: who, providerCallId: who, personId: who === 'caller' || who === 'guest' ? null : who, step },
});
export const told = (who: string, what: 'joined' | 'held' | 'unheld' | 'left' | 'muted', sequence: number, second: number): CallEvent => ({
  key: `conference:CF:${sequence}`,
  at: at(second),
  kind: 'conference-told',
  body: { providerConferenceId: 'CF', sequence, what, legId: who, providerCallId: who },
});
export const begun: CallEvent = {
  key: 'conference-begun',
  at: at(10),
  kind: 'conference-begun',
  body: { name: 'secret', step: 2, record: true },
};
export const lifting: CallEvent = { key: 'lifting:1', at: at(10), kind: 'lifting', body: { step: 1, personId: 'ivan' } };
export const asked = (mode: 'warm' | 'blind' | 'add' | 'back', second: number, step = 3): CallEvent => ({
  key: `control:ask:${step}`,
  at: at(second),
  kind: 'asked',
  body: {
    step,
    mode,
    personId: 'ivan',
    to: { kind: 'person', personId: 'maria', name: 'Maria' },
    targets: [target('maria')],
    until: at(second + 25).toISOString(),
  },
});
export const over = (reason: 'no-answer' | 'cancelled', second: number, step = 3): CallEvent => ({
  key: `asking-over:${step}`,
  at: at(second),
  kind: 'asking-over',
  body: { step, reason },
});
export const by = (kind: 'held' | 'resumed' | 'recording-paused' | 'recording-resumed', second: number): CallEvent =>
  ({ key: `control:${kind}:${second}`, at: at(second), kind, body: { personId: 'ivan' } }) as CallEvent;
export const decided = (kind: 'handed-on' | 'merged', second: number): CallEvent => ({
  key: `control:${kind}`,
  at: at(second),
  kind,
  body: { step: 3, personId: 'ivan' },
});

export const talk = [received, routed, leg('caller', 'answered', 0), leg('ivan', 'answered', 5)];
export const lifted = [
  ...talk,
  begun,
  lifting,
  joined('ivan', 2, 11),
  joined('caller', 1, 11),
  told('ivan', 'joined', 0, 11),
  told('caller', 'joined', 1, 11),
];
export const consulting = [
  ...lifted,
  asked('warm', 12),
  leg('maria', 'answered', 15, 3),
  joined('maria', 3, 15),
  told('maria', 'joined', 2, 15),
  told('caller', 'held', 3, 13),
];

export const projected = (events: readonly CallEvent[]) => projectCall(events) as NonNullable<ReturnType<typeof projectCall>>;
export const settle = (events: readonly CallEvent[], second: number, more: Partial<SettleFacts> = {}) =>
  decideSettlement(
    {
      call: projected(events),
      events,
      stateStep: 1,
      invitations: [{ step: 3, state: 'dialled', providerCallId: 'maria' }],
      recording: null,
      back: target('ivan'),
      hasMailbox: true,
      ...more,
    },
    at(second),
  );
export const out = (who: string, second: number): CallEvent => ({
  key: `left:${who}`,
  at: at(second),
  kind: 'left',
  body: { legId: who, providerCallId: who, step: 1 },
});
export const redirected = (who: string, step: number, second: number): CallEvent => ({
  key: `redirected:${step}:${who}:${second}`,
  at: at(second),
  kind: 'redirected',
  body: { providerCallId: who, step },
});
