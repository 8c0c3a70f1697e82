import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler } from 'express';
import { mountClock } from './control/clock-routes.js';
import { localOnly } from './control/guard.js';
import { mountLedger } from './control/ledger-routes.js';
import { mountLegs } from './control/legs-routes.js';
import { mountLive } from './control/live-routes.js';
import { mountReplay } from './control/replay.js';
import { mountRooms } from './control/rooms-routes.js';
import { mountSeedRecording } from './control/seed-recording.js';
import { mountSetup } from './control/setup-routes.js';
import { serveClients } from './phones/client-socket.js';
import { mountCallRecordings } from './rest/call-recordings-routes.js';
import { mountCalls } from './rest/calls-routes.js';
import { mountConferenceRecordings } from './rest/conference-recordings-routes.js';
import { mountConferences } from './rest/conferences-routes.js';
import { mountMembers } from './rest/members-routes.js';
import { mountParticipants } from './rest/participants-routes.js';
import { notFound, RestProblem, sendProblem } from './rest/problem.js';
import { mountQueues } from './rest/queues-routes.js';
import { mountRecordings } from './rest/recordings-routes.js';
import { makeRestRoute, recordRest } from './rest/rest-route.js';
import type { World } from './world.js';

const PAGE = fileURLToPath(new URL('../public/', import.meta.url));
const REST = '/2010-04-01';

/** The phone company's doors: its REST, browser phones, the control API and the page. */
export function serve(world: World): { server: Server; close(): Promise<void> } {
  const app = express();
  app.disable('x-powered-by');
  const streams = new Set<() => void>();

  app.use(REST, recordRest(world), express.urlencoded({ extended: false, limit: '256kb' }));
  const route = makeRestRoute(world);
  mountCalls(app, world, route);
  mountCallRecordings(app, world, route);
  mountRecordings(app, world, route);
  mountConferences(app, world, route);
  mountParticipants(app, world, route);
  mountConferenceRecordings(app, world, route);
  mountQueues(app, world, route);
  mountMembers(app, world, route);
  app.use(REST, (req, res) => sendProblem(res, notFound(req.originalUrl)));

  app.use('/control', localOnly, express.json({ limit: '4mb' }));
  mountClock(app, world, streams);
  mountSetup(app, world);
  mountLegs(app, world);
  mountRooms(app, world);
  mountLedger(app, world);
  mountSeedRecording(app, world);
  mountReplay(app, world);
  mountLive(app, world, streams);
  app.use('/control', (_req, res) => void res.status(404).json({ error: 'no such control' }));
  app.get('/healthz', (_req, res) => void res.json({ ok: true }));
  app.use(
    localOnly,
    (_req, res, next) => {
      res.set('content-security-policy', "default-src 'self'; img-src data:; frame-ancestors 'none'");
      next();
    },
    express.static(PAGE),
  );

  const onError: ErrorRequestHandler = (error: unknown, req, res, _next) => {
    if (res.headersSent) {
      req.socket.destroy();
      return;
    }
    if (error instanceof RestProblem) {
      sendProblem(res, error);
      return;
    }
    const status =
      typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' ? error.status : 500;
    if (status >= 500)
      world.log.error({ event: 'simulator.request-failed', path: req.path, error: error instanceof Error ? error.stack : String(error) });
    if (req.originalUrl.startsWith(REST))
      sendProblem(
        res,
        new RestProblem(status, status >= 500 ? 20500 : 20001, status >= 500 ? 'Internal Server Error' : 'Malformed request'),
      );
    else res.status(status).json({ error: status >= 500 ? 'internal error' : 'malformed request' });
  };
  app.use(onError);

  const server = createServer(app);
  const clients = serveClients(world, server);
  return {
    server,
    async close() {
      for (const end of [...streams]) end();
      clients.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
