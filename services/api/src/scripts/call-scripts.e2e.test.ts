import { type CallScript, defaultScript } from '@ringbase/domain';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { type OpenedApi, openApi } from '../testing/open-api.js';

type Name = keyof TestCompany['people'];
type Draft = { version: number; faults: { block: string; fault: string; words: string }[] };
type Json = Record<string, unknown>;

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
let base: string;
const tokens = {} as Record<Name, string>;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  api = await openApi(company);
  base = `/departments/${company.sales}/call-script`;
  for (const name of Object.keys(company.people) as Name[]) tokens[name] = await company.addSession(company.people[name]);
  await company.query(
    `insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), '+35924000001', $1, 'Sales', 'BG')`,
    [company.sales],
  );
});
afterAll(async () => {
  await api?.stop();
  await company?.close();
  await database?.drop();
});
beforeEach(async () => {
  await company.query('truncate call_script_drafts, call_scripts, audit, outbox cascade');
  await company.query('insert into call_scripts (id, department_id, number, graph) values (gen_random_uuid(), $1, 1, $2)', [
    company.sales,
    JSON.stringify(defaultScript),
  ]);
});

const as = (name: Name, method: string, path: string, body?: unknown) => api.request(method, path, { token: tokens[name], body });
const put = (script: unknown, version: number | null, name: Name = 'kira') => as(name, 'PUT', `${base}/draft`, { script, version });
const begin = async (script: unknown) => (await put(script, null)).body as Draft;
const publish = (draftVersion: number, name: Name = 'kira') => as(name, 'POST', `${base}/versions`, { draftVersion, note: 'For summer' });
const stored = async () => ({
  drafts: await company.query('select version from call_script_drafts'),
  versions: await company.query('select number from call_scripts order by number'),
});

const words = { en: 'Hello', ru: 'Здравствуйте', bg: 'Здравейте' };
const end = { kind: 'hang-up' } as const;
/** A script of one block and words after it. */
const of = (block: Json): CallScript =>
  ({ format: 1, start: 'one', blocks: { one: block, bye: { kind: 'say', words, next: 'end' }, end } }) as unknown as CallScript;
const hello = of({ kind: 'say', words, next: 'bye' });

describe('a draft', () => {
  test('is written, changed and published; then it is the department’s script, and who changed what is written down', async () => {
    const draft = await begin(hello);
    expect(draft.faults).toEqual([]);
    const changed = (await put({ ...hello, start: 'bye', blocks: { bye: hello.blocks['bye'], end } }, draft.version)).body as Draft;
    expect(changed.version).toBe(draft.version + 1);
    expect(await publish(changed.version)).toMatchObject({
      status: 201,
      body: { number: 2, note: 'For summer', publishedBy: { name: 'Kira' }, publishedAt: company.time.now.toISOString() },
    });
    expect((await as('ivan', 'GET', base)).body).toMatchObject({
      published: { number: 2, script: { start: 'bye' } },
      draft: null,
      mayWrite: false,
    });
    expect((await as('kira', 'GET', base)).body).toMatchObject({ published: { number: 2 }, draft: null, mayWrite: true });
    expect((await as('mira', 'GET', `${base}/versions`)).body).toMatchObject({ items: [{ number: 2 }, { number: 1, publishedBy: null }] });
    expect(await company.query('select act, actor_id from audit order by id')).toEqual(
      ['call-script.draft-written', 'call-script.draft-written', 'call-script.published'].map((act) => ({
        act,
        actor_id: company.people.kira.id,
      })),
    );
  });

  test('that somebody else has changed is not overwritten', async () => {
    const { version } = await begin(hello);
    expect((await put(hello, null, 'dora')).body).toMatchObject({ code: 'CONFLICT', details: { version } });
    const both = await Promise.all([put(hello, version), put(defaultScript, version, 'dora')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await publish(version)).status).toBe(409);
    expect((await as('kira', 'DELETE', `${base}/draft?version=${version}`)).status).toBe(409);
    expect(await stored()).toEqual({ drafts: [{ version: version + 1 }], versions: [{ number: 1 }] });
  });

  test('that was thrown away is gone, and who had read it does not overwrite the next one', async () => {
    const first = await begin(hello);
    expect((await as('kira', 'DELETE', `${base}/draft?version=${first.version}`)).status).toBe(204);
    expect((await as('kira', 'DELETE', `${base}/draft?version=${first.version}`)).status).toBe(404);
    await begin(defaultScript);
    expect((await put(hello, first.version)).status).toBe(409);
  });

  test('published by two at once is published once', async () => {
    const { version } = await begin(hello);
    const both = await Promise.all([publish(version), publish(version, 'dora')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await stored()).toEqual({ drafts: [], versions: [{ number: 1 }, { number: 2 }] });
  });

  test('is made of an old version, which is so published again', async () => {
    await publish((await begin(hello)).version);
    const back = await as('kira', 'POST', `${base}/draft`, { number: 1, version: null });
    expect(back).toMatchObject({ status: 200, body: { script: defaultScript, faults: [] } });
    expect((await publish((back.body as Draft).version)).body).toMatchObject({ number: 3 });
    expect((await as('kira', 'POST', `${base}/draft`, { number: 99, version: null })).status).toBe(404);
  });
});

test('a published version is a file that can be taken in again as it is', async () => {
  const file = await as('kira', 'GET', `${base}/versions/1`);
  expect(file.headers.get('content-disposition')).toContain('call-script-1.json');
  expect((await put((file.body as { script: unknown }).script, null)).body).toMatchObject({ script: defaultScript });
});

test('who may not write a script is shown neither what its headers hold nor numbers that he may not see', async () => {
  const http = of({
    kind: 'http-request',
    method: 'GET',
    url: 'https://crm.example/',
    headers: { authorization: 'Bearer secret' },
    body: null,
    answer: {},
    seconds: 5,
    next: 'call',
    failed: 'bye',
  });
  const script = { ...http, blocks: { ...http.blocks, call: { kind: 'transfer', number: '+35929999999', seconds: 20, next: 'bye' } } };
  await company.query('update call_scripts set graph = $1', [JSON.stringify(script)]);
  await company.query(`update people set sees_numbers = false where id = $1`, [company.people.ivan.id]);
  const shown = JSON.stringify((await as('ivan', 'GET', base)).body);
  expect(shown).not.toContain('secret');
  expect(shown).not.toContain('+35929999999');
  expect(JSON.stringify((await as('mira', 'GET', `${base}/versions/1`)).body)).not.toContain('secret');
  expect((await as('kira', 'GET', base)).body).toMatchObject({ published: { script } });
  await company.query('update people set sees_numbers = true');
});

const nobody = '00000000-0000-4000-8000-00000000dead';
const http = (url: string) => ({
  kind: 'http-request',
  method: 'GET',
  url,
  headers: {},
  body: null,
  answer: {},
  seconds: 5,
  next: 'bye',
  failed: 'bye',
});
const ring = { kind: 'ring', whom: 'person', seconds: 20, next: 'bye' };
const transfer = { kind: 'transfer', seconds: 20, next: 'bye' };

test.each<[string, () => CallScript, string, string]>([
  [
    'an edge that leads nowhere',
    () => of({ kind: 'go-to', block: 'lost' }),
    'block-missing',
    '“one” leads to the block “lost”, which does not exist.',
  ],
  [
    'a start that is not there',
    () => ({ ...hello, start: 'lost' }),
    'start-missing',
    'The script begins at the block “lost”, which does not exist.',
  ],
  ['a block that no call comes to', () => ({ ...hello, start: 'bye' }), 'unreachable', 'No call ever comes to “one”.'],
  [
    'a silent end',
    () => ({ format: 1, start: 'end', blocks: { end } }),
    'silent-end',
    'At “end” the call may end without the caller having heard anything.',
  ],
  [
    'an endless loop',
    () => of({ kind: 'condition', when: { kind: 'open' }, yes: 'one', no: 'bye' }),
    'endless-loop',
    '“one” leads back to “one” by itself: the call would go round for ever.',
  ],
  [
    'missing words',
    () => of({ kind: 'say', words: { ...words, bg: ' ' }, next: 'bye' }),
    'words-missing',
    '“one” has no words in the language bg.',
  ],
  [
    'a variable of nobody’s',
    () => of({ kind: 'switch', on: 'mood', cases: [], otherwise: 'bye' }),
    'unknown-variable',
    '“one” uses the variable “mood”, which nothing sets.',
  ],
  ['nobody in particular', () => of(ring), 'person-missing', '“one” does not say which person is meant.'],
  ['a stranger', () => of({ ...ring, personId: nobody }), 'person-unknown', 'The person in “one” does not work here.'],
  [
    'somebody who has left',
    () => of({ ...ring, personId: company.people.mira.id }),
    'person-unknown',
    'The person in “one” does not work here.',
  ],
  [
    'a sound that is not there',
    () => of({ kind: 'play', sound: { kind: 'uploaded', soundId: nobody }, next: 'bye' }),
    'sound-unknown',
    'The sound in “one” is not one of the department.',
  ],
  [
    'a type that is not there',
    () => of({ kind: 'create-application', title: 'Call', typeId: nobody, next: 'bye' }),
    'type-unknown',
    'The type of application in “one” does not exist.',
  ],
  [
    'a premium number',
    () => of({ ...transfer, number: '+35990063000' }),
    'number-refused',
    'The number in “one” must not be dialled: it is a premium-rate number.',
  ],
  [
    'a far country',
    () => of({ ...transfer, number: '+5352123456' }),
    'number-refused',
    'The number in “one” must not be dialled: calls to its country are not allowed.',
  ],
  [
    'our own number',
    () => of({ ...transfer, number: '+35924000001' }),
    'number-refused',
    'The number in “one” must not be dialled: it is our own.',
  ],
  [
    'an address that nobody allowed',
    () => of(http('https://evil.example/x')),
    'origin-refused',
    '“one” asks https://evil.example, which is not on the list of allowed addresses.',
  ],
  [
    'an address that the caller may choose',
    () => of(http('https://{{digits}}.example/x')),
    'origin-refused',
    '“one” asks https://{{digits}}.example/x, which is not on the list of allowed addresses.',
  ],
])('%s may stand in a draft and is refused when it is to be published', async (_, script, fault, said) => {
  await company.query('update people set dismissed_at = $2 where id = $1', [company.people.mira.id, company.time.now]);
  const draft = await begin(script());
  expect(draft.faults).toContainEqual(expect.objectContaining({ fault, words: said }));
  expect(await publish(draft.version)).toMatchObject({ status: 400, body: { code: 'INVALID', details: { faults: draft.faults } } });
  expect(await stored()).toEqual({ drafts: [{ version: draft.version }], versions: [{ number: 1 }] });
  await company.query('update people set dismissed_at = null');
});

test.each<[string, unknown, string]>([
  ['an unknown block', of({ kind: 'fax' }), 'script.blocks.one.kind'],
  ['an unknown key', of({ kind: 'say', words, next: 'bye', loud: true }), 'script.blocks.one'],
  ['a bad number', of({ ...transfer, number: '02/400' }), 'script.blocks.one.number'],
  ['no script at all', 'hello', 'script'],
])('%s is refused by its place, and nothing is saved', async (_, script, path) => {
  const refused = await put(script, null);
  expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID' } });
  expect((refused.body as { errors: { path: string }[] }).errors.map((error) => error.path)).toContain(path);
  expect((await stored()).drafts).toEqual([]);
});

describe('a dry run', () => {
  const run = (body: Json, name: Name = 'kira') => as(name, 'POST', `${base}/dry-run`, body);
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

  test('tells the path, what is heard, and why in three sentences; and writes nothing', async () => {
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

  test('goes by what is pressed and by who picks up', async () => {
    const { ivan } = company.people;
    await company.query(`update department_members set in_ring_group = true where person_id = $1`, [ivan.id]);
    await company.query(
      `insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'sip', 'sip:ivan@pbx.example')`,
      [ivan.id],
    );
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

  test('hides numbers from whoever sees none', async () => {
    await company.query('update people set sees_numbers = false where id = $1', [company.people.kira.id]);
    const { text } = await run({ source: { kind: 'script', script: menu }, caller: '+359888123456' });
    expect(text).not.toContain('888123456');
    await company.query('update people set sees_numbers = true');
  });

  test.each<[string, Json, number]>([
    ['a number that is none of the department', { source: { kind: 'version', number: 1 }, caller: null, dialled: '+35924999999' }, 400],
    ['a version that is not there', { source: { kind: 'version', number: 7 }, caller: null }, 404],
    ['a draft that is not there', { source: { kind: 'draft' }, caller: null }, 404],
    ['no source', { caller: null }, 400],
    ['a moment that is none', { source: { kind: 'version', number: 1 }, caller: null, at: 'tomorrow' }, 400],
  ])('of %s is refused', async (_, body, status) => {
    expect((await run(body)).status).toBe(status);
  });
});
