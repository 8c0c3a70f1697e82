import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeLogger } from '../log/make-logger.js';
import { type ClockSource, makeClock } from './make-clock.js';

const log = makeLogger({ service: 'test', level: 'silent' });

function startFakeClock(first: { now: string; virtual: boolean }) {
  let state = first;
  const streams = new Set<ServerResponse>();
  const server: Server = createServer((req, res) => {
    if (req.url === '/clock') {
      res.end(JSON.stringify(state));
      return;
    }
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.flushHeaders();
    streams.add(res);
    res.on('close', () => streams.delete(res));
  });
  return new Promise<{ url: string; tick(now: string): void; cut(): void; set(now: string): void; stop(): void }>((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/clock`,
        tick: (now) => {
          state = { now, virtual: true };
          for (const stream of streams) stream.write(`data: ${JSON.stringify(state)}\n\n`);
        },
        set: (now) => {
          state = { now, virtual: true };
        },
        cut: () => {
          for (const stream of streams) stream.destroy();
        },
        stop: () => {
          server.closeAllConnections();
          server.close();
        },
      }),
    ),
  );
}

const ticked = (source: ClockSource) =>
  new Promise<void>((resolve) => {
    const off = source.onTick(() => {
      off();
      resolve();
    });
  });

test('without an address it is the clock of the machine', async () => {
  const { clock } = await makeClock({ nodeEnv: 'production', log });
  expect(Math.abs(clock().getTime() - Date.now())).toBeLessThan(1_000);
});

test('a foreign clock is refused in production', async () => {
  await expect(makeClock({ clockUrl: 'http://127.0.0.1:1/clock', nodeEnv: 'production', log })).rejects.toThrow('refused in production');
});

test('a virtual clock stands still until it ticks', async () => {
  const fake = await startFakeClock({ now: '2026-03-02T10:00:00.000Z', virtual: true });
  const source = await makeClock({ clockUrl: fake.url, nodeEnv: 'test', log });
  try {
    expect(source.clock().toISOString()).toBe('2026-03-02T10:00:00.000Z');
    await new Promise((resolve) => setTimeout(resolve, 30));
    const tick = ticked(source);
    fake.tick('2026-03-02T10:20:00.000Z');
    await tick;
    expect(source.clock().toISOString()).toBe('2026-03-02T10:20:00.000Z');
  } finally {
    source.stop();
    fake.stop();
  }
});

test('a tick missed while the connection was cut is caught up', async () => {
  const fake = await startFakeClock({ now: '2026-03-02T10:00:00.000Z', virtual: true });
  const source = await makeClock({ clockUrl: fake.url, nodeEnv: 'test', log });
  try {
    const tick = ticked(source);
    fake.set('2026-03-03T00:00:00.000Z');
    fake.cut();
    await tick;
    expect(source.clock().toISOString()).toBe('2026-03-03T00:00:00.000Z');
  } finally {
    source.stop();
    fake.stop();
  }
});

test('a simulator in real time leaves the machine’s clock in charge', async () => {
  const fake = await startFakeClock({ now: '2020-01-01T00:00:00.000Z', virtual: false });
  const source = await makeClock({ clockUrl: fake.url, nodeEnv: 'test', log });
  expect(Math.abs(source.clock().getTime() - Date.now())).toBeLessThan(1_000);
  source.stop();
  fake.stop();
});
