import { randomBytes } from 'node:crypto';
import { account, SALES } from '@ringbase/testing';
import twilio from 'twilio';
import { phoneOf } from './fill-phones.js';

export type Webhook = { url: string; body: string; signature: string };

/** Signed inbound calls, each of a call of its own from a client picked by `pick` (0 to 1); made before the clock runs. */
export function makeWebhooks(count: number, options: { publicUrl: string; phones: number; pick: () => number }): Webhook[] {
  const url = `${options.publicUrl}/twilio/voice`;
  return Array.from({ length: count }, () => {
    const from = phoneOf(Math.floor(options.pick() * options.phones));
    const params = {
      AccountSid: account.TWILIO_ACCOUNT_SID,
      ApiVersion: '2010-04-01',
      CallSid: `CA${randomBytes(16).toString('hex')}`,
      CallStatus: 'ringing',
      Called: SALES,
      CalledCity: '',
      CalledCountry: 'BG',
      CalledState: '',
      CalledZip: '',
      Caller: from,
      CallerCity: '',
      CallerCountry: 'BG',
      CallerState: '',
      CallerZip: '',
      Direction: 'inbound',
      From: from,
      FromCity: '',
      FromCountry: 'BG',
      FromState: '',
      FromZip: '',
      To: SALES,
      ToCity: '',
      ToCountry: 'BG',
      ToState: '',
      ToZip: '',
    };
    return {
      url,
      body: new URLSearchParams(params).toString(),
      signature: twilio.getExpectedTwilioSignature(account.TWILIO_AUTH_TOKEN, url, params),
    };
  });
}
