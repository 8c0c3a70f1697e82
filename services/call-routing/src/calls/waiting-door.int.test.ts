import { randomUUID } from 'node:crypto';
import type { CallScript } from '@ringbase/domain';
import { callIdOf } from '@ringbase/telephony';
import { eventually, GEORGI, lockTable, SALES, type Sql } from '@ringbase/testing';
import { type OpenedRouting, openCallRouting } from '../testing/open-call-routing.js';
import { post, twilio } from '../testing/phone-companies.js';

const waits: CallScript = {
  format: 1,
  start: 'queue',
  blocks: {
    queue: {
      kind: 'queue',
      whom: 'department',
      music: { kind: 'built-in', name: 'music' },
      ringSeconds: 20,
      seconds: 300,
      mostWaiting: 5,
      callback: false,
      next: 'end',
      full: 'end',
    },
    end: { kind: 'hang-up' },
  },
};

let opened: OpenedRouting;
let sql: Sql;

beforeAll(async () => {
  opened = await openCallRouting();
  ({ sql } = opened);
  await sql.insert('call_scripts', [{ id: randomUUID(), department_id: opened.company.sales.id, number: 1, graph: JSON.stringify(waits) }]);
});

afterAll(() => opened?.close());

test('a caller who is answered from memory as his music ends waits no longer, though the script’s own answer is written late', async () => {
  const phones = twilio();
  const send = (path: string, form: Record<string, string>) => post(opened.port)(path, form, phones.sign(path, form));
  const { caller, callId } = await eventually('a caller waits', async () => {
    const root = phones.newCall();
    const phonesIn = phones.caller({ root, child: '', from: GEORGI, to: SALES });
    // The first of a busy machine may be answered from memory itself.
    const isTold = (await send('/twilio/voice', phonesIn)).text.includes('<Gather');
    return isTold && { caller: phonesIn, callId: callIdOf('twilio', root) };
  });
  const place = () => sql.query<{ state: string }>('select state from queue_places where call_id = $1', [callId]);
  expect(await place()).toEqual([{ state: 'waiting' }]);

  const release = await lockTable(opened.databaseUrl, 'call_events');
  const answer = await send(`/twilio/voice/step?kind=menu&call=${callId}&step=1&plan=script`, { ...caller, Digits: '' });
  expect(answer.text).toContain('<Dial');
  await release();

  await eventually('he waits no longer', async () => (await place())[0]?.state === 'left');
  expect(await sql.query(`select state, route_state->>'plan' as plan from calls where id = $1`, [callId])).toEqual([
    { state: 'ringing', plan: 'static' },
  ]);
});
