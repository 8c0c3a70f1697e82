import { randomUUID } from 'node:crypto';
import { decideFate, type WebhookKind } from '../faults/faults.js';
import { append, type WebhookEntry } from '../ledger/ledger.js';
import { announceChange, isoNow, nextEntryId, noteWarning, type World } from '../world.js';
import type { Answer, SendFailure } from './http-sender.js';
import { type ConnectionOverrides, mayRetry, parseOverrides } from './overrides.js';
import { type Params, sign } from './sign.js';

export interface Webhook {
  kind: WebhookKind;
  /** Names the webhook the same way in every run: the leg's number and what is told. */
  key: string;
  callSid: string;
  url: string;
  method: 'GET' | 'POST';
  params: Params;
}

export interface Delivered {
  answer: Answer | null;
  failure: string | null;
  /** The address the answer came from, after redirects. */
  url: string;
}

const MAX_REDIRECTS = 5;

export function encodeParams(params: Params): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) form.append(name, one);
  }
  return form.toString();
}

/** With GET the parameters are part of the address. https://www.twilio.com/docs/usage/webhooks/getting-started-twilio-webhooks */
function addressed(webhook: Webhook): { url: string; body: string; signedParams: Params } {
  if (webhook.method === 'POST') return { url: webhook.url, body: encodeParams(webhook.params), signedParams: webhook.params };
  const [address = '', fragment] = webhook.url.split('#', 2);
  const joined = `${address}${address.includes('?') ? '&' : '?'}${encodeParams(webhook.params)}`;
  return { url: fragment === undefined ? joined : `${joined}#${fragment}`, body: '', signedParams: {} };
}

interface Sending {
  webhook: Webhook;
  overrides: ConnectionOverrides;
  token: string;
  copy: number;
  copies: number;
  faults: string[];
  deadline: number;
}

async function sendOnce(
  world: World,
  sending: Sending,
  request: { url: string; method: 'GET' | 'POST'; body: string; signedParams: Params },
  attempt: number,
) {
  const { webhook, overrides } = sending;
  const signature = sign(world.credentials.authToken, request.url, request.signedParams);
  const entry: WebhookEntry = append(world.ledger, 'webhooks', {
    id: nextEntryId(world),
    kind: webhook.kind,
    callSid: webhook.callSid,
    at: isoNow(world),
    method: request.method,
    url: request.url,
    params: webhook.params,
    signature,
    idempotencyToken: sending.token,
    attempt,
    copy: sending.copy,
    copies: sending.copies,
    faults: sending.faults,
    status: null,
    error: null,
    ms: null,
    responseBody: null,
    used: false,
  });
  const started = performance.now();
  const url = new URL(request.url);
  const outcome: Answer | SendFailure = await world.sender.send({
    url: request.url,
    method: request.method,
    body: request.body,
    headers: {
      accept: '*/*',
      'user-agent': 'TwilioProxy/1.1',
      'x-twilio-signature': signature,
      // https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides#idempotency
      'i-twilio-idempotency-token': sending.token,
      ...(url.username
        ? {
            authorization: `Basic ${Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64')}`,
          }
        : {}),
      ...(request.method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' } : {}),
    },
    connectMs: overrides.connectMs,
    readMs: overrides.readMs,
    totalMs: Math.max(1, sending.deadline - performance.now()),
  });
  entry.ms = Math.round((performance.now() - started) * 10) / 10;
  if ('error' in outcome) entry.error = `${outcome.error}: ${outcome.message}`;
  else {
    entry.status = outcome.status;
    entry.responseBody = outcome.body;
  }
  announceChange(world, 'webhook', entry);
  return { entry, outcome };
}

/** Follows 301, 302, 303: the POST becomes a GET and loses its parameters. https://www.twilio.com/docs/voice/twiml#responses-and-redirects */
async function sendFollowing(world: World, sending: Sending, attempt: number) {
  let request = { ...addressed(sending.webhook), method: sending.webhook.method };
  for (let hop = 0; ; hop += 1) {
    const sent = await sendOnce(world, sending, request, attempt);
    const { outcome } = sent;
    const isRedirect = !('error' in outcome) && outcome.status >= 301 && outcome.status <= 308 && outcome.location !== null;
    if (!isRedirect || hop >= MAX_REDIRECTS) return { ...sent, url: request.url };
    const keeps = outcome.status === 307 || outcome.status === 308;
    const next = new URL(outcome.location ?? '', request.url).toString();
    request = keeps ? { ...request, url: next } : { url: next, method: 'GET', body: '', signedParams: {} };
  }
}

async function sendCopy(world: World, sending: Sending): Promise<Delivered & { entry: WebhookEntry }> {
  for (let attempt = 1; ; attempt += 1) {
    const { entry, outcome, url } = await sendFollowing(world, sending, attempt);
    const ok = !('error' in outcome) && outcome.status >= 200 && outcome.status < 300;
    if (ok) return { answer: outcome, failure: null, url, entry };
    const failure = 'error' in outcome ? { error: outcome.error } : { status: outcome.status };
    const timeLeft = sending.deadline - performance.now() > 0;
    if (attempt <= sending.overrides.retries && timeLeft && mayRetry(sending.overrides, failure)) continue;
    return { answer: null, failure: 'error' in outcome ? `${outcome.error}: ${outcome.message}` : `HTTP ${outcome.status}`, url, entry };
  }
}

function begin(webhook: Webhook): Pick<Sending, 'overrides' | 'token' | 'deadline' | 'webhook'> {
  const overrides = parseOverrides(webhook.url);
  return { webhook, overrides, token: randomUUID(), deadline: performance.now() + overrides.totalMs };
}

/** Asks for TwiML. Of several copies sent at once the first good answer is the one followed. Never rejects. */
export async function askForTwiml(world: World, webhook: Webhook): Promise<Delivered> {
  const fate = decideFate(world.faults, webhook.kind, webhook.key);
  const shared = begin(webhook);
  const copies = Array.from({ length: fate.copies }, (_, index) =>
    world.busy.track(sendCopy(world, { ...shared, copy: index + 1, copies: fate.copies, faults: fate.applied })),
  );
  const good = copies.map((copy) => copy.then((delivered) => (delivered.answer === null ? Promise.reject(new Error('no')) : delivered)));
  try {
    const first = await Promise.any(good);
    first.entry.used = true;
    return first;
  } catch {
    const [first] = await Promise.all(copies);
    const failure = first?.failure ?? 'no answer';
    const code = failure.startsWith('connect') ? 11205 : 11200;
    noteWarning(world, webhook.callSid, code, `${failure} from ${webhook.url}`);
    return { answer: null, failure, url: webhook.url };
  }
}

/** Tells a callback; its answer changes nothing. Faults may drop, delay, repeat it, and let callbacks overtake each other. */
export async function tell(world: World, webhook: Webhook): Promise<void> {
  const fate = decideFate(world.faults, webhook.kind, webhook.key);
  if (fate.drop) {
    recordDropped(world, webhook);
    return;
  }
  const copies = Array.from({ length: fate.copies }, async (_, index) => {
    const delivered = await world.callbackGate(() =>
      sendCopy(world, { ...begin(webhook), copy: index + 1, copies: fate.copies, faults: fate.applied }),
    );
    // A callback is not tried again at another address: https://www.twilio.com/docs/api/errors/11200
    if (delivered.failure !== null)
      noteWarning(
        world,
        webhook.callSid,
        delivered.failure.startsWith('connect') ? 11205 : 11200,
        `${delivered.failure} from ${webhook.url}`,
        'warning',
      );
  });
  await world.busy.track(Promise.all(copies).then(() => undefined));
}

/** How long a callback waits on the clock before it leaves. */
export function holdBack(world: World, webhook: Pick<Webhook, 'kind' | 'key'>): { ms: number; overtakes: boolean } {
  const fate = decideFate(world.faults, webhook.kind, webhook.key);
  return { ms: fate.delayMs + (fate.reorderMs ?? 0), overtakes: fate.delayMs > 0 || fate.reorderMs !== null };
}

function recordDropped(world: World, webhook: Webhook): void {
  append(world.ledger, 'webhooks', {
    id: nextEntryId(world),
    kind: webhook.kind,
    callSid: webhook.callSid,
    at: isoNow(world),
    method: webhook.method,
    url: webhook.url,
    params: webhook.params,
    signature: '',
    idempotencyToken: '',
    attempt: 0,
    copy: 0,
    copies: 0,
    faults: ['drop'],
    status: null,
    error: 'never sent',
    ms: null,
    responseBody: null,
    used: false,
  });
}
