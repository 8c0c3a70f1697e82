import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { DomainError } from '@ringbase/domain';
import { z } from 'zod';
import type { OpenedRecording, RecordingSource } from '../telephony-port.js';
import { recordingSid, TELNYX } from './parse-params.js';

const API = 'https://api.telnyx.com';
/** Milliseconds until an answer begins; how long its body may take is the caller's matter. */
const HEADERS_MS = 15_000;

const found = z.object({ data: z.object({ id: z.string(), download_urls: z.object({ wav: z.url().optional() }).nullish() }) });

export type TelnyxAccount = {
  apiKey: string;
  /** Another place than Telnyx's own; null for Telnyx's. */
  apiBaseUrl: string | null;
};

/**
 * Sound of recordings at Telnyx: by its id we ask our account for a fresh address, then the address for the sound. The address in a webhook lives ten minutes
 * and is not used. The key goes to the API's host only, and a redirect is reported, not followed. That a webhook's RecordingSid is the id asked for here is
 * *unverified*. Source: https://developers.telnyx.com/api-reference/call-recordings/retrieve-a-call-recording
 */
export function makeTelnyxRecordings({ apiKey, apiBaseUrl }: TelnyxAccount): RecordingSource {
  const base = (apiBaseUrl ?? API).replace(/\/+$/, '');
  return {
    provider: TELNYX,
    async openRecording(providerRecordingId, { signal }) {
      if (!recordingSid.safeParse(providerRecordingId).success) throw new DomainError('INVALID', 'This is no recording’s id.');
      const headers = { authorization: `Bearer ${apiKey}`, accept: 'application/json' };
      const answer = await ask(`${base}/v2/recordings/${providerRecordingId}`, headers, signal);
      if (answer.status !== 200) return opened(answer);
      const recording = found.safeParse(await answer.json().catch(() => null)).data?.data;
      const address = recording?.id === providerRecordingId ? recording.download_urls?.wav : undefined;
      // Known, and its sound is not there yet: the same as not found, which is asked again.
      if (address === undefined) return { status: 404, contentType: null, contentLength: null, body: Readable.from([]) };
      if (new URL(address).protocol !== 'https:' && new URL(address).origin !== new URL(base).origin)
        throw new DomainError('UNAVAILABLE', 'The recording’s address is not safe.', { unknown: false });
      return opened(await ask(address, { accept: 'audio/x-wav, audio/wav' }, signal));
    },
  };
}

async function ask(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
  const slow = new AbortController();
  const timer = setTimeout(() => slow.abort(), HEADERS_MS);
  try {
    return await fetch(url, { redirect: 'manual', headers, signal: AbortSignal.any([signal, slow.signal]) });
  } catch {
    throw new DomainError('UNAVAILABLE', 'The phone company does not hand the recording out.', {
      unknown: false,
      reason: slow.signal.aborted ? 'timeout' : 'no-answer',
    });
  } finally {
    clearTimeout(timer);
  }
}

function opened(answer: Response): OpenedRecording {
  const length = answer.headers.get('content-length');
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type'),
    contentLength: length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null,
    body: answer.body === null ? Readable.from([]) : Readable.fromWeb(answer.body as ReadableStream<Uint8Array>),
  };
}
