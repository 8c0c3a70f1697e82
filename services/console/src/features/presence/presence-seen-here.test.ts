import type { Presence } from '@ringbase/contracts';
import { presenceSeenHere } from './presence-seen-here.js';

const browser = { id: 'browser', kind: 'browser', routable: true, reason: null } as const;
const mobile = { id: 'mobile', kind: 'mobile', routable: true, reason: null } as const;
const told = (more: Partial<Presence> = {}) =>
  ({ status: 'available', routable: true, reasons: [], devices: [browser], ...more }) as unknown as Presence;

test('with a line what was told is what is shown', () => {
  expect(presenceSeenHere(told(), false)).toEqual(told());
});

test.each<[string, Presence, Partial<Presence>]>([
  [
    'a browser is all he has: no calls reach him',
    told(),
    {
      status: 'offline',
      routable: false,
      reasons: ['browser-not-connected'],
      devices: [{ ...browser, routable: false, reason: 'browser-not-connected' }],
    },
  ],
  ['his mobile rings all the same', told({ devices: [browser, mobile] }), { status: 'available', routable: true, reasons: [] }],
  [
    'what he chose weighs more',
    told({ status: 'break', routable: false, reasons: ['chosen-break'] }),
    { status: 'break', reasons: ['chosen-break', 'browser-not-connected'] },
  ],
  [
    'what was known of its telephone is old',
    told({ routable: false, reasons: ['telephone-not-registered'] }),
    { reasons: ['browser-not-connected'] },
  ],
  [
    'who has no telephone at all is told so',
    told({ routable: false, reasons: ['no-devices'], devices: [] }),
    { routable: false, reasons: ['no-devices'] },
  ],
])('without a line: %s', (_, presence, seen) => {
  expect(presenceSeenHere(presence, true)).toMatchObject(seen);
});
