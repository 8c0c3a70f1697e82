import type { OwnerCase, ScriptBlock } from '@ringbase/domain';
import { presenceStatuses } from '../../presence/presence-order.js';
import { NOWHERE } from './outlets.js';

export type BlockKind = ScriptBlock['kind'];

const noWords = { en: '', ru: '', bg: '' };
const cases = Object.fromEntries([...presenceStatuses, 'none'].map((owner) => [owner, NOWHERE])) as Record<OwnerCase, string>;
const next = NOWHERE;

/** Each kind of block as it comes from the palette: lengths that are usual, words still to be written, ways out still to be connected. */
const fresh: { readonly [K in BlockKind]: Extract<ScriptBlock, { kind: K }> } = {
  say: { kind: 'say', words: noWords, next },
  play: { kind: 'play', sound: { kind: 'built-in', name: 'music' }, next },
  menu: { kind: 'menu', words: noWords, choices: { '1': NOWHERE }, seconds: 5, tries: 2, noInput: NOWHERE, wrong: NOWHERE },
  voicemail: { kind: 'voicemail', greeting: noWords, maxSeconds: 120, next },
  ring: { kind: 'ring', whom: 'department', strategy: 'all', seconds: 20, next },
  queue: {
    kind: 'queue',
    whom: 'department',
    strategy: 'longest-idle',
    music: { kind: 'built-in', name: 'music' },
    ringSeconds: 15,
    seconds: 300,
    mostWaiting: 10,
    callback: true,
    next,
    full: NOWHERE,
  },
  transfer: { kind: 'transfer', number: '', seconds: 20, next },
  condition: { kind: 'condition', when: { kind: 'open' }, yes: NOWHERE, no: NOWHERE },
  'switch-owner': { kind: 'switch-owner', cases },
  switch: { kind: 'switch', on: 'caller.known', cases: [{ equals: 'yes', next }], otherwise: NOWHERE },
  'set-variable': { kind: 'set-variable', name: 'topic', value: '', next },
  'http-request': {
    kind: 'http-request',
    method: 'POST',
    url: '',
    headers: {},
    body: { caller: '{{caller.number}}' },
    answer: {},
    seconds: 5,
    next,
    failed: NOWHERE,
  },
  'create-application': { kind: 'create-application', title: '', typeId: null, next },
  'create-task': { kind: 'create-task', whom: 'owner', note: '', dueInMinutes: 30, next },
  notify: { kind: 'notify', whom: 'owner', text: '', next },
  'go-to': { kind: 'go-to', block: NOWHERE },
  'hang-up': { kind: 'hang-up' },
};

export function makeBlock(kind: BlockKind): ScriptBlock {
  return fresh[kind];
}

/** The kinds in the order of the palette, by what they are for. */
export const palette = {
  hear: ['say', 'play', 'menu', 'voicemail'],
  people: ['ring', 'queue', 'transfer'],
  decide: ['condition', 'switch-owner', 'switch', 'set-variable', 'http-request'],
  beside: ['create-application', 'create-task', 'notify'],
  end: ['go-to', 'hang-up'],
} as const satisfies Readonly<Record<string, readonly BlockKind[]>>;
