import { decideRoutable, effectiveStatus, mostRecentTab, type PersonPresence, statusSince } from '@ringbase/domain';

const now = new Date('2026-03-02T10:00:00Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const browser = { id: 'd-browser', kind: 'browser', address: 'ivan_1', enabled: true } as const;
const desk = { id: 'd-desk', kind: 'sip', address: 'sip:ivan@pbx.example', enabled: true } as const;
const mobile = { id: 'd-mobile', kind: 'mobile', address: '+359881234567', enabled: true } as const;
const tab = (more: Partial<PersonPresence['tabs'][number]> = {}) => ({
  tab: 'tab-one',
  softphone: true,
  activeAt: at(-1),
  expiresAt: at(0.5),
  ...more,
});
const call = (minutes: number) => ({ callId: `c${minutes}`, since: at(minutes) });
const chosen = (status: PersonPresence['chosen']['status'], until: Date | null = null) => ({ status, reason: null, until, at: at(-60) });

function person(more: Partial<PersonPresence> = {}): PersonPresence {
  return {
    personId: 'ivan',
    chosen: chosen('available'),
    calls: [],
    simultaneousCalls: 1,
    wrapUpSince: null,
    wrapUpUntil: null,
    tabs: [tab()],
    devices: [browser],
    ...more,
  };
}

describe('do calls reach a person, and why not', () => {
  test.each<[string, PersonPresence, string, string[], boolean]>([
    ['at his desk with his telephone registered', person(), 'available', [], true],
    ['on a call', person({ calls: [call(-2)] }), 'on-call', ['on-call'], false],
    [
      'a call outweighs wrap-up and his choice',
      person({ calls: [call(-2)], wrapUpUntil: at(1), chosen: chosen('busy') }),
      'on-call',
      ['on-call', 'chosen-busy'],
      false,
    ],
    [
      'on one call of the two that he can have at his desk phone',
      person({ calls: [call(-2)], simultaneousCalls: 2, devices: [browser, desk] }),
      'on-call',
      [],
      true,
    ],
    [
      'two calls are of no use to a browser, which carries one',
      person({ calls: [call(-2)], simultaneousCalls: 2 }),
      'on-call',
      ['on-call'],
      false,
    ],
    ['in wrap-up', person({ wrapUpUntil: at(0.1) }), 'wrap-up', ['wrap-up'], false],
    ['wrap-up is over at its very moment', person({ wrapUpUntil: now }), 'available', [], true],
    ['chose busy', person({ chosen: chosen('busy') }), 'busy', ['chosen-busy'], false],
    ['chose a break that lasts', person({ chosen: chosen('break', at(5)) }), 'break', ['chosen-break'], false],
    ['a break that has passed is over', person({ chosen: chosen('break', now) }), 'available', [], true],
    [
      'away with a closed console stays away',
      person({ chosen: chosen('away'), tabs: [] }),
      'away',
      ['chosen-away', 'browser-not-connected'],
      false,
    ],
    ['went offline', person({ chosen: chosen('offline') }), 'offline', ['chosen-offline'], false],
    [
      'his lease lapsed and a browser is all he has',
      person({ tabs: [tab({ expiresAt: now })] }),
      'offline',
      ['browser-not-connected'],
      false,
    ],
    ['his lease lapsed, his desk phone rings', person({ tabs: [], devices: [browser, desk] }), 'available', [], true],
    [
      'a console open, its telephone not registered',
      person({ tabs: [tab({ softphone: false })] }),
      'available',
      ['telephone-not-registered'],
      false,
    ],
    ['a mobile alone is enough', person({ tabs: [], devices: [mobile] }), 'available', [], true],
    ['no devices at all', person({ devices: [] }), 'available', ['no-devices'], false],
    ['a device switched off is none', person({ tabs: [], devices: [{ ...desk, enabled: false }] }), 'offline', ['no-devices'], false],
  ])('%s', (_, presence, status, reasons, routable) => {
    expect(decideRoutable(presence, now)).toMatchObject({ status, reasons, routable });
    expect(effectiveStatus(presence, now)).toBe(status);
  });

  test.each<[string, PersonPresence, (string | null)[]]>([
    ['everything rings when he is there', person({ devices: [browser, desk, mobile] }), [null, null, null]],
    [
      'the mobile of one who is away may be rung',
      person({ chosen: chosen('away'), tabs: [], devices: [browser, mobile] }),
      ['browser-not-connected', null],
    ],
    ['nothing rings during a call', person({ calls: [call(-2)], devices: [browser, mobile] }), ['on-call', 'on-call']],
    [
      'one call of two: the desk phone rings, the browser is in use',
      person({ calls: [call(-2)], simultaneousCalls: 2, devices: [browser, desk] }),
      ['on-call', null],
    ],
    [
      'two calls of two: nothing rings',
      person({ calls: [call(-2), call(-1)], simultaneousCalls: 2, devices: [browser, desk] }),
      ['on-call', 'on-call'],
    ],
    ['nothing rings in wrap-up', person({ wrapUpUntil: at(1), devices: [desk] }), ['wrap-up']],
    ['one tab of two with a telephone is enough', person({ tabs: [tab({ softphone: false }), tab({ tab: 'tab-two' })] }), [null]],
    [
      'a registered telephone in a lapsed tab does not count',
      person({ tabs: [tab({ expiresAt: at(-1) }), tab({ softphone: false })] }),
      ['telephone-not-registered'],
    ],
  ])('device by device: %s', (_, presence, expected) => {
    expect(decideRoutable(presence, now).devices.map((device) => device.reason)).toEqual(expected);
    expect(decideRoutable(presence, now).devices.map((device) => device.routable)).toEqual(expected.map((reason) => reason === null));
  });
});

test.each<[string, PersonPresence, string]>([
  ['nobody calls: as he is', person({ chosen: chosen('busy') }), 'busy'],
  ['his only call', person({ calls: [call(-2)], devices: [desk] }), 'on-call'],
  ['one of two: as if he had none', person({ calls: [call(-2)], simultaneousCalls: 2, devices: [desk] }), 'available'],
  ['one of two, and away by choice', person({ calls: [call(-2)], simultaneousCalls: 2, devices: [desk], chosen: chosen('away') }), 'away'],
  ['one of two, in the browser, which is all he has', person({ calls: [call(-2)], simultaneousCalls: 2 }), 'on-call'],
])('what a person is for one more call: %s', (_, presence, expected) => {
  expect(decideRoutable(presence, now).statusForCalls).toBe(expected);
});

test.each<[string, PersonPresence['tabs'], string | null]>([
  ['the tab used last', [tab({ tab: 'old', activeAt: at(-9) }), tab({ tab: 'new', activeAt: at(-1) })], 'new'],
  ['a lapsed tab is never it', [tab({ tab: 'old', activeAt: at(-9) }), tab({ tab: 'gone', activeAt: at(-1), expiresAt: at(-0.1) })], 'old'],
  ['of two used at once the first by name', [tab({ tab: 'b' }), tab({ tab: 'a' })], 'a'],
  ['none is live', [], null],
])('the card of a call picked up on a desk phone opens in %s', (_, tabs, expected) => {
  expect(mostRecentTab(person({ tabs }), now)).toBe(expected);
});

test.each<[string, PersonPresence, Date]>([
  ['his choice', person(), at(-60)],
  ['the end of a break', person({ chosen: chosen('break', at(-5)) }), at(-5)],
  ['the beginning of the call', person({ calls: [call(-3), call(-1)] }), at(-3)],
  ['the end of the call that he wraps up', person({ wrapUpSince: at(-0.5), wrapUpUntil: at(1) }), at(-0.5)],
  ['the end of his wrap-up', person({ wrapUpSince: at(-2), wrapUpUntil: at(-1) }), at(-1)],
  ['the end of his last lease', person({ tabs: [tab({ expiresAt: at(-2) }), tab({ expiresAt: at(-8) })] }), at(-2)],
  ['his choice to be away, whatever his tabs do', person({ chosen: chosen('away'), tabs: [tab({ expiresAt: at(-2) })] }), at(-60)],
])('a status holds since %s', (_, presence, expected) => {
  expect(statusSince(presence, now)).toEqual(expected);
});
