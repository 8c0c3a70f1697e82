import type { Request, Response } from 'express';
import { isSameSecret } from '../webhooks/sign.js';
import type { World } from '../world.js';
import { notFound, RestProblem, sendProblem } from './problem.js';

function credentialsOf(header: string | undefined): { user: string; password: string } | null {
  const match = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header ?? '');
  if (!match?.[1]) return null;
  const text = Buffer.from(match[1], 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** The account with its token, or an API key with its secret. https://www.twilio.com/docs/usage/requests-to-twilio#credentials */
export function isAuthentic(world: World, header: string | undefined): boolean {
  const given = credentialsOf(header);
  if (given === null) return false;
  const { accountSid, authToken, apiKey, apiSecret } = world.credentials;
  const pairs: readonly [string, string][] = [
    [accountSid, authToken],
    [apiKey, apiSecret],
  ];
  return pairs.some(([user, password]) => isSameSecret(user, given.user) && isSameSecret(password, given.password));
}

/** True when the request may go on; else it has been answered. */
export function authenticate(world: World, req: Request, res: Response): boolean {
  if (!isAuthentic(world, req.headers.authorization)) {
    res.setHeader('www-authenticate', 'Basic realm="Twilio API"');
    sendProblem(res, new RestProblem(401, 20003, 'Authenticate'));
    return false;
  }
  if (req.params.account !== world.credentials.accountSid) {
    sendProblem(res, notFound(req.path));
    return false;
  }
  return true;
}
