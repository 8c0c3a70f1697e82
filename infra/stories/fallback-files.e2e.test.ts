import { createServer, type Server } from 'node:http';
import type { StaticDepartment } from '@ringbase/domain';
import { renderFallbackAcceptTwiml, renderFallbackScreenTwiml, renderFallbackTwiml, renderGoodbyeTwiml } from '@ringbase/telephony';
import { eventually, GEORGI, type PhoneCompany, SALES, startPhoneCompany } from '@ringbase/testing';

const MOBILE = '+359878000001';
const DESK = 'sip:maria@pbx.example';

/** Nothing of ours answers here: files alone, on somebody else's server. */
const files = new Map<string, string>();
let server: Server;
let phones: PhoneCompany;
let useFile: (file: string) => Promise<void>;

beforeAll(async () => {
  server = createServer((request, response) => {
    const file = request.method === 'GET' ? files.get((request.url ?? '').split('?')[0] as string) : undefined;
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': 'text/xml' }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const target = (kind: 'sip' | 'mobile', to: string) => ({
    kind,
    address: to,
    deviceId: null,
    personId: null,
    screened: kind === 'mobile',
    parameters: {},
  });
  const department = (one: ReturnType<typeof target>): StaticDepartment => ({
    departmentId: 'sales',
    language: 'en',
    recordingAnnouncement: null,
    numbers: [SALES],
    targets: [one],
  });
  const urls = { goodbye: `${url}/goodbye.xml`, screen: `${url}/screen.xml` };
  files.set('/desk.xml', renderFallbackTwiml(department(target('sip', DESK)), urls));
  files.set('/mobile.xml', renderFallbackTwiml(department(target('mobile', MOBILE)), urls));
  files.set('/goodbye.xml', renderGoodbyeTwiml('en'));
  files.set('/screen.xml', renderFallbackScreenTwiml('en', `${url}/accept.xml`));
  files.set('/accept.xml', renderFallbackAcceptTwiml());
  phones = await startPhoneCompany();
  await phones.control('PUT', '/control/clock', { virtual: true, now: new Date().toISOString() });
  const number = (file: string) => ({ voiceUrl: `${url}/${file}`, voiceMethod: 'GET' });
  useFile = async (file) => void (await phones.control('PUT', `/control/numbers/${encodeURIComponent(SALES)}`, number(file)));
}, 60_000);

afterAll(async () => {
  await new Promise((resolve) => server?.close(resolve));
  await phones?.stop();
});

type Heard = { heard: { callSid: string; what: string; detail: string }[]; bridges: { parentCallSid: string }[]; recordings: unknown[] };

/** A caller phones in and leaves a message if he is asked for one; what came of it. */
async function phoneIn() {
  const { callSid } = await phones.control<{ callSid: string }>('POST', '/control/calls', { from: GEORGI, to: SALES, speakMs: 4000 });
  await phones.control('POST', '/control/clock/advance', { ms: 120_000 });
  await eventually('the call is over', async () =>
    (await phones.legs()).find((leg) => leg.callSid === callSid && leg.status === 'completed'),
  );
  const { heard, bridges, recordings } = await phones.control<Heard>('GET', `/control/ledger?callSid=${callSid}`);
  const words = heard.filter((one) => one.callSid === callSid).map((one) => one.detail);
  return { words: words.join(' '), talked: bridges.length > 0, recordings: recordings.length };
}

test('a desk phone that answers talks; whoever stays on the line hears no word of not being answered', async () => {
  await useFile('desk.xml');
  await phones.phone(DESK, 'sip', 'answer', { afterMs: 2000, talkMs: 20_000 });
  const { words, talked } = await phoneIn();
  expect(talked).toBe(true);
  expect(words).toContain('If you have talked to us, you can hang up now');
  expect(words).not.toContain('We cannot take your call');
});

test('a mobile’s voicemail is not let in: the caller leaves his message with us', async () => {
  await useFile('mobile.xml');
  await phones.phone(MOBILE, 'mobile', 'voicemail', { afterMs: 3000 });
  const { words, talked, recordings } = await phoneIn();
  expect({ talked, recordings }).toEqual({ talked: false, recordings: 1 });
  expect(words).toContain('If nobody has answered you, please leave a message');
});

test('a mobile that presses one is let in', async () => {
  await useFile('mobile.xml');
  await phones.phone(MOBILE, 'mobile', 'answer', { afterMs: 3000, digits: '1', talkMs: 20_000 });
  expect(await phoneIn()).toMatchObject({ talked: true });
});
