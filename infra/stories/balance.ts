import { connect, createServer } from 'node:net';

export type Balancer = { url: string; toward(ports: readonly number[]): void; stop(): Promise<void> };

/** One address for several replicas, each connection to the next of them, as a load balancer would. */
export async function startBalancer(): Promise<Balancer> {
  let ports: readonly number[] = [];
  let turn = 0;
  const server = createServer((incoming) => {
    const port = ports[turn++ % Math.max(1, ports.length)] ?? 1;
    const outgoing = connect(port, '127.0.0.1');
    const end = () => {
      incoming.destroy();
      outgoing.destroy();
    };
    incoming.on('error', end).on('close', end);
    outgoing.on('error', end).on('close', end);
    incoming.pipe(outgoing).pipe(incoming);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    toward: (next) => {
      ports = next;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
