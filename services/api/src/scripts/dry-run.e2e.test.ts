import type { TestCompany } from '@ringbase/testing';
import { end, type Name, openScriptApi, type ScriptApi, words } from '../testing/open-script-api.js';

type Json = Record<string, unknown>;

let scripts: ScriptApi;
let company: TestCompany;
beforeAll(async () => {
  scripts = await openScriptApi();
  ({ company } = scripts);
});
afterAll(() => scripts?.close());
beforeEach(() => scripts.reset());

const run = (body: Json, name: Name = 'kira') => scripts.as(name, 'POST', `${scripts.base}/dry-run`, body);
const menu = {
  format: 1,
  start: 'menu',
  blocks: {
    menu: { kind: 'menu', words, choices: { '1': 'sales' }, seconds: 5, tries: 2, noInput: 'bye', wrong: 'bye' },
    sales: { kind: 'ring', whom: 'department', seconds: 20, next: 'bye' },
    bye: { kind: 'say', words: { ...words, en: 'Bye {{caller.number}}' }, next: 'end' },
    end,
  },
};
const nothingWritten = async () =>
  (
    await company.query(`select (select count(*) from calls) + (select count(*) from call_facts) + (select count(*) from outbox) as rows`)
  )[0];

test('a dry run tells the path, what is heard, and why in three sentences; and writes nothing', async () => {
  const answer = await run({ source: { kind: 'script', script: menu }, caller: '0888 123 456', suppose: { digits: {} } });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    end: { kind: 'hung-up', personId: null, block: 'end' },
    path: [
      { block: 'menu', kind: 'menu', words: 'The menu is read out.', heard: ['Hello'] },
      { block: 'menu', afterSeconds: 5, words: 'The caller presses nothing.', heard: ['Hello'] },
      { block: 'menu', afterSeconds: 10, words: 'The caller presses nothing.' },
      { block: 'bye', heard: ['Bye +359888123456'] },
      { block: 'end', words: 'The script ends and the line is closed.' },
    ],
    why: [
      'An unknown caller, +359888123456, calls Sales.',
      'The caller presses nothing; the caller presses nothing.',
      'Nobody answers, and the call ends.',
    ],
  });
  expect(await nothingWritten()).toEqual({ rows: '0' });
});

test('a dry run goes by what is pressed and by who picks up', async () => {
  const { ivan } = company.people;
  await company.query(`update department_members set in_ring_group = true where person_id = $1`, [ivan.id]);
  await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'sip', 'sip:ivan@pbx.example')`, [
    ivan.id,
  ]);
  const suppose = { digits: { menu: '1' }, answers: [ivan.id], answerSeconds: 7 };
  expect((await run({ source: { kind: 'script', script: menu }, caller: null, suppose })).body).toMatchObject({
    end: { kind: 'talked', personId: ivan.id, block: 'sales' },
    seconds: 8,
    why: [
      'Somebody calls Sales without showing a number.',
      'The caller presses 1; the department rings for 20 s (Ivan).',
      'Ivan answers after 8 s.',
    ],
  });
});

test('a dry run hides numbers from whoever sees none', async () => {
  await company.query('update people set sees_numbers = false where id = $1', [company.people.kira.id]);
  const { text } = await run({ source: { kind: 'script', script: menu }, caller: '+359888123456' });
  expect(text).not.toContain('888123456');
  await company.query('update people set sees_numbers = true');
});

describe('a dry run of a client of another department', () => {
  const says = {
    format: 1,
    start: 'set',
    blocks: {
      set: { kind: 'set-variable', name: 'kept', value: '{{client.id}}/{{application.status}}', next: 'by' },
      by: { kind: 'switch', on: 'client.id', cases: [], otherwise: 'again' },
      again: { kind: 'switch', on: 'kept', cases: [], otherwise: 'status' },
      status: {
        kind: 'condition',
        when: { kind: 'variable', name: 'application.status', test: 'equals', value: 'new' },
        yes: 'tell',
        no: 'end',
      },
      tell: {
        kind: 'say',
        words: {
          ...words,
          en: '[{{client.id}} {{client.name}} {{application.id}} {{application.number}} {{application.status}} {{kept}}] {{owner.name}}',
        },
        next: 'end',
      },
      end,
    },
  };
  let client: string;
  let application: string;
  beforeAll(async () => {
    client = await company.addClient(company.people.petr.id, 'Petrov');
    application = await company.addApplication(client, company.people.petr.id, company.service);
    await company.query(`insert into phones (id, client_id, raw, e164) values (gen_random_uuid(), $1, '+359887000111', '+359887000111')`, [
      client,
    ]);
  });
  const ask = (name: Name) => run({ source: { kind: 'script', script: says }, caller: '+359887000111' }, name);

  test('tells the true way and nothing of him, and that it was tried is written down', async () => {
    const { status, text, body } = await ask('kira');
    expect(status).toBe(200);
    expect(body).toMatchObject({ path: [{}, {}, {}, {}, { block: 'tell', heard: ['[… … … … … …] Petr'] }, {}] });
    for (const hidden of [client, application, 'Petrov']) expect(text).not.toContain(hidden);
    const { trace, why } = body as { trace: { facts: Json }[]; why: string[] };
    expect(trace[0]?.facts).toMatchObject({ candidates: [{}], candidateCount: 1 });
    expect(trace.flatMap(({ facts }) => ('on' in facts ? [facts['value']] : []))).toEqual(['…', '…']);
    expect(why[0]).toContain('about application …');
    expect(await company.query('select act, actor_id, object_kind, object_ids from audit')).toEqual([
      { act: 'call-script.tried', actor_id: company.people.kira.id, object_kind: 'department', object_ids: [company.sales] },
    ]);
  });

  test('tells a director everything', async () => {
    const { body } = await ask('dora');
    const [{ number }] = (await company.query('select number from applications where id = $1', [application])) as [{ number: number }];
    expect(body).toMatchObject({
      path: [{}, {}, {}, {}, { heard: [`[${client} Petrov ${application} ${number} new ${client}/new] Petr`] }, {}],
      trace: [
        { facts: { clientId: client, applicationId: application, candidates: [{ applicationId: application, number }] } },
        {},
        {},
        {},
        {},
        {},
      ],
    });
  });
});

test.each<[string, Json, number]>([
  ['a number that is none of the department', { source: { kind: 'version', number: 1 }, caller: null, dialled: '+35924999999' }, 400],
  ['a version that is not there', { source: { kind: 'version', number: 7 }, caller: null }, 404],
  ['a draft that is not there', { source: { kind: 'draft' }, caller: null }, 404],
  ['no source', { caller: null }, 400],
  ['a moment that is none', { source: { kind: 'version', number: 1 }, caller: null, at: 'tomorrow' }, 400],
])('a dry run of %s is refused', async (_, body, status) => {
  expect((await run(body)).status).toBe(status);
});
