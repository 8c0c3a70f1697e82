import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type TestClock = {
  /** What CLOCK_URL is to a process. */
  url: string;
  pass(ms: number): void;
  stop(): void;
};

/** A clock that processes follow and a test moves. */
export async function startTestClock(time: { now: Date }): Promise<TestClock> {
  const streams = new Set<ServerResponse>();
  const reading = () => JSON.stringify({ now: time.now.toISOString(), virtual: true });
  const server = createServer((req, res) => {
    if (req.url !== '/clock/ticks') return void res.end(reading());
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.write(': open\n\n');
    streams.add(res);
    res.on('close', () => streams.delete(res));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/clock`,
    pass(ms) {
      time.now = new Date(time.now.getTime() + ms);
      for (const stream of streams) stream.write(`data: ${reading()}\n\n`);
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
