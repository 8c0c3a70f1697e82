import { checkMarkup } from '../twiml/check-markup.js';
import { type Element, parseTwiml } from '../twiml/parse-twiml.js';
import { callParams } from '../webhooks/call-params.js';
import { askForTwiml } from '../webhooks/deliver.js';
import type { HttpMethod } from '../webhooks/http-method.js';
import type { Answer } from '../webhooks/http-sender.js';
import type { Params } from '../webhooks/sign.js';
import { noteHeard, noteWarning, type World } from '../world.js';
import { ApplicationFailure } from './interruption.js';
import { isEnded, type Leg } from './leg.js';
import type { DocumentSource } from './running.js';

export interface TwimlDocument {
  url: string;
  verbs: Element[];
}

/** https://www.twilio.com/docs/voice/twiml#twiml-document-size: a document has at most 64 kB. */
const MAX_TWIML_BYTES = 64 * 1024;

function read(world: World, leg: Leg, xml: string, url: string): TwimlDocument {
  const parsed = parseTwiml(xml);
  if (!parsed.ok) throw new ApplicationFailure(parsed.code, parsed.message, url);
  for (const problem of checkMarkup(parsed.verbs, parsed.strayText))
    noteWarning(world, leg.sid, 12200, `Schema validation warning: ${problem} (${url})`, 'warning');
  return { url, verbs: parsed.verbs };
}

export function readAnswer(world: World, leg: Leg, answer: Answer, url: string): TwimlDocument {
  if (answer.bytes > MAX_TWIML_BYTES) throw new ApplicationFailure(11750, `TwiML response body too large: ${answer.bytes} bytes`, url);
  const type = answer.contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  // https://www.twilio.com/docs/voice/twiml#mime-types: sound is played, plain text is read out
  if (type.startsWith('audio/')) return { url, verbs: [{ name: 'Play', attributes: {}, children: [url] }] };
  if (type === 'text/plain') return { url, verbs: [{ name: 'Say', attributes: {}, children: [answer.body] }] };
  if (!['text/xml', 'application/xml', 'text/html'].includes(type))
    throw new ApplicationFailure(12300, `Invalid Content-Type: ${answer.contentType || 'none'}`, url);
  return read(world, leg, answer.body, url);
}

async function ask(world: World, leg: Leg, url: string, method: HttpMethod, extra: Params): Promise<TwimlDocument> {
  leg.webhooks += 1;
  const startedReal = performance.now();
  const delivered = await askForTwiml(world, {
    kind: 'voice',
    key: `${leg.ordinal}:${leg.webhooks}`,
    callSid: leg.sid,
    url,
    method,
    params: { ...callParams(world, leg), ...extra },
  });
  noteHeard(
    world,
    leg,
    leg.answeredAt === null ? 'ring' : 'silence',
    `waited ${Math.round(performance.now() - startedReal)} ms for ${url.split(/[?#]/, 1)[0]}`,
  );
  if (delivered.answer === null) throw new ApplicationFailure(11200, delivered.failure ?? 'no answer', url);
  return readAnswer(world, leg, delivered.answer, delivered.url);
}

/** Asks for a document once, without a second address to fall back on. */
export async function fetchOnce(world: World, leg: Leg, source: DocumentSource): Promise<TwimlDocument> {
  try {
    if (source.kind === 'twiml') return read(world, leg, source.twiml, source.url);
    return await ask(world, leg, source.url, source.method, source.extra);
  } catch (error) {
    // A failed delivery (11200, 11205) is in the debugger already.
    if (error instanceof ApplicationFailure && error.code !== 11200) noteWarning(world, leg.sid, error.code, error.message);
    throw error;
  }
}

/**
 * The next document of a call; if it cannot be had or read, the fallback address is asked and told why.
 * https://www.twilio.com/docs/usage/security/availability-reliability#fallback-urls
 */
export async function fetchDocument(world: World, leg: Leg, source: DocumentSource): Promise<TwimlDocument> {
  try {
    return await fetchOnce(world, leg, source);
  } catch (error) {
    const { fallback } = leg;
    const asked = source.kind === 'url' ? source.url : '';
    if (!(error instanceof ApplicationFailure) || isEnded(leg) || fallback === null || fallback.url === asked) throw error;
    return await fetchOnce(world, leg, {
      kind: 'url',
      url: fallback.url,
      method: fallback.method,
      extra: { ErrorCode: String(error.code), ErrorUrl: error.url },
    });
  }
}
