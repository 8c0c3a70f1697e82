import { randomUUID } from 'node:crypto';
import type { CallScript, ScriptBlock } from '@ringbase/domain';
import { eventually, type Leg, type PhoneCompany, type Sql } from '@ringbase/testing';
import { ends, voicemail, words } from './run-story.js';

/** A department of its own for each caller: what is done with one call disturbs no other. */
export type Line = { number: string; departmentId: string; people: readonly LinePerson[] };
export type LinePerson = { id: string; address: string };
type LineScript = keyof typeof scripts;

const ring: ScriptBlock = { kind: 'ring', whom: 'department', strategy: 'in-order', seconds: 20, next: 'voicemail' };

const scripts = {
  ring: { start: ring, voicemail },
  menu: {
    start: {
      kind: 'menu',
      words: words('Press one for the department.'),
      choices: { '1': 'ring' },
      seconds: 14,
      tries: 1,
      noInput: 'ring',
      wrong: 'ring',
    },
    ring,
    voicemail,
  },
  queue: {
    start: {
      kind: 'queue',
      whom: 'department',
      strategy: 'in-order',
      music: { kind: 'built-in', name: 'music' },
      ringSeconds: 30,
      seconds: 120,
      mostWaiting: 5,
      callback: false,
      next: 'voicemail',
      full: 'bye',
    },
    voicemail,
  },
  voicemail: { start: voicemail },
} as const satisfies Record<string, Readonly<Record<string, ScriptBlock>>>;

/** Opens a line whose people have a desk telephone each: the first picks up, the others ring until somebody makes them. */
export function makeLines(sql: Sql, phones: PhoneCompany, routingUrl: string) {
  let opened = 0;
  return async function openLine(name: string, script: LineScript, staff: readonly ('answer' | 'manual')[]): Promise<Line> {
    opened += 1;
    const number = `+3592400${String(1000 + opened)}`;
    const departmentId = randomUUID();
    await sql.insert('departments', [
      { id: departmentId, name, time_zone: 'Europe/Sofia', region: 'BG', language: 'en', wrap_up_seconds: 0 },
    ]);
    await sql.insert('dids', [{ id: randomUUID(), e164: number, department_id: departmentId, label: name, country: 'BG' }]);
    const graph: CallScript = { format: 1, start: 'start', blocks: { ...ends, ...scripts[script] } };
    await sql.insert('call_scripts', [{ id: randomUUID(), department_id: departmentId, number: 1, graph: JSON.stringify(graph) }]);
    const people: LinePerson[] = [];
    for (const [rank, behaviour] of staff.entries()) {
      const person = { id: randomUUID(), address: `sip:${name}${rank}@pbx.example` };
      await sql.insert('people', [
        {
          id: person.id,
          name: `${name} ${rank}`,
          email: `${name}${rank}@company.example`,
          password_hash: 'none',
          role: 'manager',
          time_zone: 'Europe/Sofia',
        },
      ]);
      await sql.insert('department_members', [{ department_id: departmentId, person_id: person.id, in_ring_group: true, rank }]);
      await sql.insert('devices', [{ id: randomUUID(), person_id: person.id, kind: 'sip', address: person.address }]);
      await phones.phone(person.address, 'sip', behaviour, { afterMs: 200 });
      people.push(person);
    }
    await phones.connect(number, routingUrl);
    return { number, departmentId, people };
  };
}

/** The newest leg to a telephone that is in one of these states. */
export function legTo(phones: PhoneCompany, address: string, ...states: readonly string[]): Promise<Leg> {
  return eventually(`${address} is ${states.join(' or ')}`, async () =>
    (await phones.legs(`?to=${encodeURIComponent(address)}`)).findLast((leg) => states.includes(leg.status)),
  );
}
