import { join } from 'node:path';
import express, { type Express } from 'express';

/** Addresses of machines: an unknown one is an error, never the console's page. */
const DOORS = /^\/(api|twilio|pbx|intake|ws|assets)(\/|$)/;

/** The console: its built files, and its one page for every address that its router knows. */
export function serveConsole(app: Express, directory: string): void {
  // File names under assets/ carry a hash of their content; the page itself must always be asked for anew.
  app.use('/assets', express.static(join(directory, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  app.use(express.static(directory, { index: false, cacheControl: false }));
  app.get('/{*path}', (req, res, next) => {
    if (DOORS.test(req.path) || !req.accepts('html')) return next();
    res.set('Cache-Control', 'no-cache').sendFile(join(directory, 'index.html'));
  });
}
