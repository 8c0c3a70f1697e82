import { createServer } from 'node:net';

/** Another program listens on a port that we were told to use. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';

  constructor(port: number, variable: string) {
    super(`Port ${port} is taken: stop the program that uses it or choose another one with ${variable}=…`);
  }
}

/** Makes sure, before any long step, that `port` can be listened on; 0 becomes any free port. `variable` is what sets it. */
export async function reservePort(port: number, variable: string): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new PortTakenError(port, variable));
      else if (error.code === 'EACCES') reject(new Error(`Port ${port} needs more rights: choose one above 1023 with ${variable}=…`));
      else reject(error);
    });
    probe.listen(port, () => {
      const address = probe.address();
      const found = address !== null && typeof address === 'object' ? address.port : port;
      probe.close(() => resolve(found));
    });
  });
}
