import type { PbxRouteAnswer } from '@ringbase/contracts';
import { lineOf } from './line-of.js';

const words = { kind: 'say', text: 'We are closed.', language: 'en' } as const;
const ring = (personId: string, kind: 'extension' | 'mobile' = 'extension'): PbxRouteAnswer['instructions'][number] => ({
  kind: 'ring',
  targets: [{ kind, extension: null, address: 'a', personId, screened: false }],
  seconds: 20,
  record: true,
});
const answer = (instructions: PbxRouteAnswer['instructions']): PbxRouteAnswer => ({
  callId: 'call',
  application: null,
  client: null,
  owner: { id: 'ivan', name: 'Ivan', extension: '201', mobile: '+359878000001', routable: true, reasons: [] },
  department: { id: 'sales', name: 'Sales', extension: '200' },
  instructions,
});

test.each<[string, PbxRouteAnswer['instructions'], string, string, string]>([
  ['the owner is rung, and the department after him', [ring('ivan')], '201', '+359878000001', '200'],
  ['his mobile alone is rung', [ring('ivan', 'mobile')], '', '+359878000001', '200'],
  ['colleagues are rung', [ring('maria')], '', '', '200'],
  ['words come before the ring', [words, ring('ivan')], '201', '+359878000001', '200'],
  ['a menu is the department’s', [words, { kind: 'ring-department', extension: '200', instead: 'menu' }], '', '', '200'],
  ['it is closed', [words, { kind: 'hang-up' }], '', '', ''],
  ['a message is asked for', [words, { kind: 'voicemail', maxSeconds: 60 }], '', '', ''],
  ['the caller is turned away', [{ kind: 'reject' }], '', '', ''],
])('when %s, the line says so', (_, instructions, extension, mobile, department) => {
  expect(lineOf(answer(instructions))).toEqual({ application: '', extension, mobile, department, url: '' });
});
