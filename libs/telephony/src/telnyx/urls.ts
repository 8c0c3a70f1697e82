import { DomainError } from '@ringbase/domain';
import { z } from 'zod';
import { callIdOf } from '../ids.js';
import { buildRecordingUrl, buildStatusUrl, buildStepUrl, type CallStepUrl, type RecordingUrl, type StatusUrl } from '../twilio/urls.js';
import { callSid, TELNYX } from './parse-params.js';

/** Where our answers of one call are handed out to. */
export type TelnyxUrls = {
  step(url: CallStepUrl): string;
  /** The step of a ring that nobody could be rung for. */
  nobody(url: CallStepUrl): string;
  status(url: StatusUrl): string;
  recording(url: RecordingUrl): string;
};

const DOOR = '/telnyx';
const query = z.object({ call: z.uuid().optional(), root: callSid.optional(), nobody: z.literal('1').optional() });

/**
 * Our URLs as this provider is handed them: at its own door and without connection overrides, which are Twilio's. They carry the provider's id of the call,
 * since not every message of a child leg names its parent (a Gather's does not, nor a recording's).
 * Source: https://developers.telnyx.com/api-reference/callbacks/texml-gather
 */
export function telnyxUrls(publicUrl: string, root: string): TelnyxUrls {
  const base = publicUrl.replace(/\/+$/, '');
  const ours = (url: string, more: Readonly<Record<string, string>> = {}): string => {
    const [path = '', search = ''] = url.slice(base.length).replace(/#.*/, '').split('?');
    const params = new URLSearchParams(search);
    if (root !== '') params.set('root', root);
    for (const [name, value] of Object.entries(more)) params.set(name, value);
    return `${base}${path.replace(/^\/twilio/, DOOR)}?${params}`;
  };
  return {
    step: (url) => ours(buildStepUrl(publicUrl, url)),
    nobody: (url) => ours(buildStepUrl(publicUrl, url), { nobody: '1' }),
    status: (url) => ours(buildStatusUrl(publicUrl, url)),
    recording: (url) => ours(buildRecordingUrl(publicUrl, url)),
  };
}

/** The provider's id of the call that a URL of ours names; null for a URL that names none. Throws INVALID when its two names of the call differ. */
export function rootIn(originalUrl: string): { root: string | null; nobody: boolean } {
  const read = query.safeParse(Object.fromEntries(new URL(originalUrl, 'http://ringbase.invalid').searchParams)).data;
  if (read === undefined || (read.root !== undefined && read.call !== callIdOf(TELNYX, read.root)))
    throw new DomainError('INVALID', 'This address was not made by us.');
  return { root: read.root ?? null, nobody: read.nobody === '1' };
}
