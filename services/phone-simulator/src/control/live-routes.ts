import type { Express } from 'express';
import type { World } from '../world.js';

/** The page's live stream: every change, as it happens. */
export function mountLive(app: Express, world: World, streams: Set<() => void>): void {
  app.get('/control/live', (_req, res) => {
    res.status(200).set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    res.write(': hello\n\n');
    const watch = (change: { kind: string; body: unknown }): void =>
      void res.write(`event: ${change.kind}\ndata: ${JSON.stringify(change.body)}\n\n`);
    world.watchers.add(watch);
    const end = (): void => void res.end();
    streams.add(end);
    res.on('close', () => {
      world.watchers.delete(watch);
      streams.delete(end);
    });
  });
}
