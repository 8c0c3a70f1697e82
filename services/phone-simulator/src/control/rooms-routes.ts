import type { Express, Request } from 'express';
import type { World } from '../world.js';
import { conferenceView } from './conference-view.js';
import { controlRoute } from './control-route.js';
import { queueView } from './queue-view.js';

/** Of several, the newest as many as asked for. */
function newest<T>(all: T[], req: Request): T[] {
  const { last } = req.query;
  return typeof last === 'string' && /^\d+$/.test(last) ? all.slice(-Number(last)) : all;
}

/** Where calls meet and wait: conferences and queues, oldest first. */
export function mountRooms(app: Express, world: World): void {
  app.get(
    '/control/conferences',
    controlRoute(world, (req) => {
      const { status } = req.query;
      const matching = [...world.conferences.values()].filter((one) => status === undefined || one.status === status);
      return newest(matching, req).map(conferenceView);
    }),
  );
  app.get(
    '/control/queues',
    controlRoute(world, (req) => newest([...world.queues.values()], req).map((queue) => queueView(world, queue))),
  );
}
