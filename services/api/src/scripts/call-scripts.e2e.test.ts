import { type CallScript, defaultScript } from '@ringbase/domain';
import type { TestCompany } from '@ringbase/testing';
import { end, type Name, openScriptApi, type ScriptApi, words } from '../testing/open-script-api.js';

type Draft = { version: number; faults: { block: string; fault: string; words: string }[] };
type Json = Record<string, unknown>;

let scripts: ScriptApi;
let company: TestCompany;
beforeAll(async () => {
  scripts = await openScriptApi();
  ({ company } = scripts);
});
afterAll(() => scripts?.close());
beforeEach(() => scripts.reset());

const as: ScriptApi['as'] = (...asked) => scripts.as(...asked);
const put = (script: unknown, version: number | null, name: Name = 'kira') => as(name, 'PUT', `${scripts.base}/draft`, { script, version });
const begin = async (script: unknown) => (await put(script, null)).body as Draft;
const publish = (draftVersion: number, name: Name = 'kira') =>
  as(name, 'POST', `${scripts.base}/versions`, { draftVersion, note: 'For summer' });
const stored = async () => ({
  drafts: await company.query('select version from call_script_drafts'),
  versions: await company.query('select number from call_scripts order by number'),
});

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
    expect((await as('ivan', 'GET', scripts.base)).body).toMatchObject({
      published: { number: 2, script: { start: 'bye' } },
      draft: null,
      mayWrite: false,
    });
    expect((await as('kira', 'GET', scripts.base)).body).toMatchObject({ published: { number: 2 }, draft: null, mayWrite: true });
    expect((await as('mira', 'GET', `${scripts.base}/versions`)).body).toMatchObject({
      items: [{ number: 2 }, { number: 1, publishedBy: null }],
    });
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
    expect((await as('kira', 'DELETE', `${scripts.base}/draft?version=${version}`)).status).toBe(409);
    expect(await stored()).toEqual({ drafts: [{ version: version + 1 }], versions: [{ number: 1 }] });
  });

  test('that was thrown away is gone, and who had read it does not overwrite the next one', async () => {
    const first = await begin(hello);
    expect((await as('kira', 'DELETE', `${scripts.base}/draft?version=${first.version}`)).status).toBe(204);
    expect((await as('kira', 'DELETE', `${scripts.base}/draft?version=${first.version}`)).status).toBe(404);
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
    const back = await as('kira', 'POST', `${scripts.base}/draft`, { number: 1, version: null });
    expect(back).toMatchObject({ status: 200, body: { script: defaultScript, faults: [] } });
    expect((await publish((back.body as Draft).version)).body).toMatchObject({ number: 3 });
    expect((await as('kira', 'POST', `${scripts.base}/draft`, { number: 99, version: null })).status).toBe(404);
  });
});

test('a published version is a file that can be taken in again as it is', async () => {
  const file = await as('kira', 'GET', `${scripts.base}/versions/1`);
  expect(file.headers.get('content-disposition')).toContain('call-script-1.json');
  expect((await put((file.body as { script: unknown }).script, null)).body).toMatchObject({ script: defaultScript });
});

test('who may not write a script is shown neither what it sends to others nor numbers that he may not see', async () => {
  const http = of({
    kind: 'http-request',
    method: 'GET',
    url: 'https://crm.example/?key=secret',
    headers: { authorization: 'Bearer secret' },
    body: { key: 'secret' },
    answer: {},
    seconds: 5,
    next: 'call',
    failed: 'bye',
  });
  const script = { ...http, blocks: { ...http.blocks, call: { kind: 'transfer', number: '+35929999999', seconds: 20, next: 'bye' } } };
  await company.query('update call_scripts set graph = $1', [JSON.stringify(script)]);
  await company.query(`update people set sees_numbers = false where id = $1`, [company.people.ivan.id]);
  const shown = JSON.stringify((await as('ivan', 'GET', scripts.base)).body);
  expect(shown).not.toContain('secret');
  expect(shown).not.toContain('+35929999999');
  expect(JSON.stringify((await as('mira', 'GET', `${scripts.base}/versions/1`)).body)).not.toContain('secret');
  expect((await as('kira', 'GET', scripts.base)).body).toMatchObject({ published: { script } });
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
