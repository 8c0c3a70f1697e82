import { randomUUID } from 'node:crypto';
import { type CallScript, defaultScript } from '@ringbase/domain';
import type { PhoneCompany, SmallCompany, Sql } from '@ringbase/testing';
import { ends, words } from './run-story.js';

const MANAGERS = 40;
/** As many as take their time with a client: some of them stay on a call that nobody told the end of. */
const ADVISERS = 16;

/** Forty managers of Sales who are quick, a quarter of whom decline; advisers of Service who talk for a while. */
export async function gatherCrowd(sql: Sql, phones: PhoneCompany, { sales, service }: SmallCompany): Promise<void> {
  for (let index = 0; index < MANAGERS; index += 1) {
    const address = await addPerson(sql, sales.id, `m${index}`, index % 10);
    await phones.phone(address, 'sip', index % 4 === 0 ? 'decline' : 'answer', {
      afterMs: 150 + (index % 7) * 60,
      talkMs: 400 + (index % 9) * 150,
    });
  }
  for (let index = 0; index < ADVISERS; index += 1) {
    const address = await addPerson(sql, service.id, `a${index}`, index % 10);
    await phones.phone(address, 'sip', 'answer', { afterMs: 200 + (index % 4) * 100, talkMs: 5000 + (index % 5) * 500 });
  }
  await sql.query('update departments set wrap_up_seconds = 0');
  const script = (departmentId: string, graph: CallScript) => ({
    id: randomUUID(),
    department_id: departmentId,
    number: 1,
    graph: JSON.stringify(graph),
  });
  await sql.insert('call_scripts', [script(sales.id, ringingScript), script(service.id, waitingScript)]);
}

async function addPerson(sql: Sql, departmentId: string, name: string, rank: number): Promise<string> {
  const id = randomUUID();
  const address = `sip:${name}@pbx.example`;
  await sql.insert('people', [
    { id, name, email: `${name}@company.example`, password_hash: 'none', role: 'manager', time_zone: 'Europe/Sofia' },
  ]);
  await sql.insert('department_members', [{ department_id: departmentId, person_id: id, in_ring_group: true, rank }]);
  await sql.insert('devices', [{ id: randomUUID(), person_id: id, kind: 'sip', address }]);
  return address;
}

/** What ships; but of Sales' callers a fifth rings ten telephones at once, of which each tells its own story, and the others one after another. */
const ringingScript: CallScript = {
  ...defaultScript,
  blocks: {
    ...defaultScript.blocks,
    department: { kind: 'condition', when: { kind: 'share', percent: 20 }, yes: 'at-once', no: 'in-turn' },
    'at-once': { kind: 'ring', whom: 'department', seconds: 20, next: 'voicemail' },
    'in-turn': { kind: 'ring', whom: 'department', strategy: 'longest-idle', seconds: 12, next: 'voicemail' },
  },
};

/** Half of Service's callers wait in a queue, whose winner joins them in a conference; the others are rung for by a Dial, which acts on the call lift into one. */
const waitingScript: CallScript = {
  format: 1,
  start: 'half',
  blocks: {
    half: { kind: 'condition', when: { kind: 'share', percent: 50 }, yes: 'queue', no: 'ring' },
    queue: {
      kind: 'queue',
      whom: 'department',
      strategy: 'longest-idle',
      music: { kind: 'built-in', name: 'music' },
      ringSeconds: 10,
      seconds: 60,
      mostWaiting: 50,
      callback: false,
      next: 'bye',
      full: 'full',
    },
    ring: { kind: 'ring', whom: 'department', strategy: 'longest-idle', seconds: 15, next: 'bye' },
    full: { kind: 'say', words: words('Too many wait.'), next: 'end' },
    ...ends,
  },
};
