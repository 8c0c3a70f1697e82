import { createServer, type Server } from 'node:http';
import { eventually, GEORGI, type PhoneCompany, SALES, startPhoneCompany } from './index.js';

let answer = '';
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/xml' }).end(answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function hear(markup: string): Promise<PhoneCompany> {
  answer = markup;
  const phones = await startPhoneCompany();
  await phones.connect(SALES, url);
  const callSid = await phones.callIn(GEORGI, SALES);
  await eventually('the call is over', async () =>
    (await phones.legs()).find((leg) => leg.callSid === callSid && leg.status === 'completed'),
  );
  return phones;
}

test.each([
  ['a verb', '<Response><Say>Hello.</Say><Sing/></Response>', /12200[\s\S]*Sing/],
  ['an attribute', '<Response><Say loudness="9">Hello.</Say></Response>', /12200[\s\S]*loudness/],
])('whoever answers with %s that the phone company does not know is told when it stops', async (_, markup, told) => {
  await expect((await hear(markup)).stop()).rejects.toThrow(told);
});

test('it stops quietly when it knew everything, and once more when it is gone', async () => {
  const phones = await hear('<Response><Say>Hello.</Say></Response>');
  await phones.stop();
  await phones.stop();
});
