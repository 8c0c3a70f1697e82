import { timingSafeEqual } from 'node:crypto';
import twilio from 'twilio';

export type SignedRequest = {
  /** The configured public base URL: what the phone company was told, never Host or X-Forwarded-*. */
  publicUrl: string;
  /** Path and query byte for byte as they came (`req.originalUrl`). */
  originalUrl: string;
  /** `X-Twilio-Signature`. */
  signature: unknown;
  /** Form parameters with their values untouched; null for GET, whose parameters stand in the URL. */
  params: Readonly<Record<string, unknown>> | null;
  /** The body as it came, for a URL with `bodySHA256` (JSON callbacks). */
  rawBody?: string;
};

/**
 * Whether the phone company sent this. Fails closed: no token, no header, anything odd is a no. Two tokens while they are rotated.
 * Held to the bytes: the library's own `validateRequest` also accepts a query encoded otherwise than it was signed.
 * A replay passes, since nothing signed is a moment: the claims make it harmless.
 * Source: https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function verifySignature(authTokens: readonly string[], request: SignedRequest): boolean {
  const { signature, originalUrl, rawBody } = request;
  if (typeof signature !== 'string' || signature === '' || !originalUrl.startsWith('/')) return false;
  const path = withoutFragment(originalUrl);
  const hash = /[?&]bodySHA256=([0-9a-f]{64})(?:&|$)/.exec(path)?.[1];
  if (hash !== undefined && (rawBody === undefined || !twilio.validateBody(rawBody, hash))) return false;
  const params = hash === undefined ? { ...request.params } : {};
  const urls = signedBases(request.publicUrl).map((base) => base + path);
  return authTokens.some(
    (token) => token !== '' && urls.some((url) => isEqual(twilio.getExpectedTwilioSignature(token, url, params), signature)),
  );
}

/** Twilio drops user and password before it signs, and over HTTPS the port. */
function signedBases(publicUrl: string): string[] {
  const [, scheme, host, port = '', path] = /^(https?:\/\/)(?:[^/@]*@)?(\[[^\]]*\]|[^/:]+)(:\d+)?(.*?)\/?$/.exec(publicUrl) ?? [];
  if (scheme === undefined || host === undefined) return [];
  const portless = scheme + host + path;
  return scheme === 'https://' && port !== '' ? [portless, scheme + host + port + path] : [scheme + host + port + path];
}

function isEqual(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function withoutFragment(url: string): string {
  const at = url.indexOf('#');
  return at === -1 ? url : url.slice(0, at);
}
