import { connect } from 'node:net';
import express from 'express';
import { allowUpload, limitBodies } from './limit-bodies.js';
import { type Listening, listen } from './listen.js';

let listening: Listening;
beforeAll(async () => {
  const app = express();
  app.use(limitBodies(200));
  app.post('/upload', (req, res) => {
    allowUpload(req);
    req.resume().on('end', () => res.send('kept'));
  });
  app.post('/form', (req, res) => {
    req.resume().on('end', () => res.send('read'));
  });
  listening = await listen(app, { port: 0, host: '127.0.0.1' });
});
afterAll(() => listening.stop());

/** Sends a body of two bytes with half a second between them; what was answered, empty when it was cut. */
function drip(path: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(listening.port, '127.0.0.1', () => {
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\na`);
      setTimeout(() => socket.write('b'), 500);
    });
    socket.on('data', (piece) => {
      answer += piece.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}

test('a body that drips is cut, but for one that its route lets in', async () => {
  const [form, upload] = await Promise.all([drip('/form'), drip('/upload')]);
  expect(form).toBe('');
  expect(upload).toMatch(/^HTTP\/1\.1 200/);
});
