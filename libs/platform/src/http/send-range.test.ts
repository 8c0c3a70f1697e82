import { Readable } from 'node:stream';
import request from 'supertest';
import { makeLogger } from '../log/make-logger.js';
import { makeApp } from './make-app.js';
import { sendRange } from './send-range.js';

const sound = Buffer.from('0123456789');
const app = makeApp({ log: makeLogger({ service: 'test', level: 'silent' }) });
app.get('/sound', (req, res) =>
  sendRange(req, res, {
    bytes: sound.length,
    contentType: 'audio/wav',
    version: 'abc',
    open: (range) => Readable.from([range ? sound.subarray(range.start, range.end + 1) : sound]),
  }),
);
const ask = (headers: Record<string, string>) => request(app).get('/sound').set(headers).buffer();

test('without a range the whole is sent', async () => {
  const answer = await ask({});
  expect([answer.status, answer.body.toString()]).toEqual([200, '0123456789']);
  expect(answer.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-length': '10', 'content-type': 'audio/wav', etag: '"abc"' });
});

test.each([
  ['the first bytes', 'bytes=0-3', '0123', 'bytes 0-3/10'],
  ['from the middle on', 'bytes=4-', '456789', 'bytes 4-9/10'],
  ['the last bytes', 'bytes=-3', '789', 'bytes 7-9/10'],
  ['more than there is', 'bytes=8-999', '89', 'bytes 8-9/10'],
  ['more last bytes than there are', 'bytes=-999', '0123456789', 'bytes 0-9/10'],
])('%s', async (_, range, bytes, contentRange) => {
  const answer = await ask({ range });
  expect([answer.status, answer.body.toString(), answer.headers['content-range']]).toEqual([206, bytes, contentRange]);
});

test.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('%s cannot be satisfied', async (range) => {
  const answer = await ask({ range });
  expect([answer.status, answer.headers['content-range']]).toEqual([416, 'bytes */10']);
});

test.each(['bytes=5-2', 'bytes=0-1,4-5', 'bytes=', 'bytes=-', 'lines=1-2', 'bytes=a-b'])(
  '%s is no range: the whole is sent',
  async (range) => {
    expect((await ask({ range })).status).toBe(200);
  },
);

test('a range of another version gets the whole', async () => {
  expect((await ask({ range: 'bytes=0-3', 'if-range': '"old"' })).status).toBe(200);
  expect((await ask({ range: 'bytes=0-3', 'if-range': '"abc"' })).status).toBe(206);
});

test('a question about the head opens nothing', async () => {
  const answer = await request(app).head('/sound');
  expect([answer.status, answer.headers['content-length']]).toEqual([200, '10']);
});
