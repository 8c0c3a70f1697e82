import { DomainError } from '@ringbase/domain';
import twilio from 'twilio';
import type { SoftphoneToken } from '../telephony-port.js';
import type { TwilioAccount } from './twilio-account.js';

/** A browser telephone's token: it may be called, and calls nobody by number. Source: https://www.twilio.com/docs/iam/access-tokens */
export function makeSoftphoneToken(account: TwilioAccount, options: { identity: string; ttlSeconds: number }): SoftphoneToken {
  if (!/^[A-Za-z0-9_]{1,256}$/.test(options.identity))
    throw new DomainError('INVALID', 'A browser telephone’s name has letters, digits and underscores only.');
  const token = new twilio.jwt.AccessToken(account.accountSid, account.apiKey, account.apiSecret, {
    identity: options.identity,
    ttl: options.ttlSeconds,
  });
  token.addGrant(new twilio.jwt.AccessToken.VoiceGrant({ incomingAllow: true }));
  const jwt = token.toJwt();
  return { token: jwt, expiresAt: new Date(expiryOf(jwt) * 1000) };
}

/** The library reads the clock itself, so the moment is the one it wrote. */
function expiryOf(jwt: string): number {
  const claims: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return (claims as { exp: number }).exp;
}
