import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { DomainError } from '@ringbase/domain';
import type { OpenedRecording } from '../telephony-port.js';
import { TWILIO_API } from './rest-client.js';
import type { TwilioAccount } from './twilio-account.js';

/** Milliseconds until the answer begins; how long its body may take is the caller's matter. */
const HEADERS_MS = 15_000;

/**
 * Asks for a recording's sound. The address is made of our account and the recording's id; credentials go to that host and
 * a redirect is not followed but reported as it is.
 * Source: https://www.twilio.com/docs/voice/api/recording#fetch-a-recordings-media-file
 */
export async function openRecording(
  account: TwilioAccount,
  providerRecordingId: string,
  options: { channels: 1 | 2; signal: AbortSignal },
): Promise<OpenedRecording> {
  if (!/^RE[0-9a-f]{32}$/.test(providerRecordingId)) throw new DomainError('INVALID', 'This is no recording’s id.');
  const base = (account.apiBaseUrl ?? TWILIO_API).replace(/\/+$/, '');
  const url = `${base}/2010-04-01/Accounts/${account.accountSid}/Recordings/${providerRecordingId}.wav?RequestedChannels=${options.channels}`;
  const slow = new AbortController();
  const timer = setTimeout(() => slow.abort(), HEADERS_MS);
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        authorization: `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`,
        accept: 'audio/x-wav, audio/wav',
      },
      signal: AbortSignal.any([options.signal, slow.signal]),
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type'),
      contentLength: lengthOf(response.headers.get('content-length')),
      body: response.body === null ? Readable.from([]) : Readable.fromWeb(response.body as ReadableStream<Uint8Array>),
    };
  } catch {
    throw new DomainError('UNAVAILABLE', 'The phone company does not hand the recording out.', {
      unknown: false,
      reason: slow.signal.aborted ? 'timeout' : 'no-answer',
    });
  } finally {
    clearTimeout(timer);
  }
}

function lengthOf(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
