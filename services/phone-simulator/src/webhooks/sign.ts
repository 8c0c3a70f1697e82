import { createHmac, timingSafeEqual } from 'node:crypto';

export type Params = Record<string, string | string[]>;

/**
 * The URL as it is signed: no fragment, no user and password; the port stays for http and is dropped for https.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
export function signedUrl(url: string): string {
  const withoutFragment = url.split('#', 1)[0] ?? '';
  const match = /^(https?):\/\/(?:[^/?@]*@)?([^/?]*)(.*)$/s.exec(withoutFragment);
  if (!match) return withoutFragment;
  const [, scheme, host = '', rest] = match;
  return `${scheme}://${scheme === 'https' ? host.replace(/:\d+$/, '') : host}${rest}`;
}

/** X-Twilio-Signature: base64 HMAC-SHA1 of the URL followed by each POST parameter, sorted by name. https://www.twilio.com/docs/usage/security#how-twilio-signs-requests */
export function sign(authToken: string, url: string, params: Params): string {
  const tail = Object.keys(params)
    .sort()
    .map((name) => {
      const value = params[name];
      const values = Array.isArray(value) ? [...new Set(value)].sort() : [value ?? ''];
      return values.map((one) => name + one).join('');
    })
    .join('');
  return createHmac('sha1', authToken)
    .update(signedUrl(url) + tail, 'utf8')
    .digest('base64');
}

/** Whether two secrets are equal, in constant time. */
export function isSameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
