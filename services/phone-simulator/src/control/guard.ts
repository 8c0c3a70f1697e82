import type { RequestHandler } from 'express';

const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Control is for this machine: from loopback, by a local name, and not from another site's page. */
export const localOnly: RequestHandler = (req, res, next) => {
  const from = req.socket.remoteAddress ?? '';
  const isLoopback = from === '::1' || from.startsWith('127.') || from.startsWith('::ffff:127.');
  const { host = '', origin } = req.headers;
  const isOwnPage = origin === undefined || origin === `http://${host}`;
  if (isLoopback && LOCAL_HOST.test(host) && isOwnPage) next();
  else res.status(403).json({ error: 'the control API answers this machine only' });
};
