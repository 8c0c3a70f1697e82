import type { ApiDeps } from '../context.js';

/** Where browsers' telephones register: at the simulator when the phone company's address is another than Twilio's own. */
export function softphoneAccess(apiBaseUrl: string | null): ApiDeps['softphone'] {
  if (apiBaseUrl === null) return { adapter: 'twilio' };
  const url = new URL('/client', apiBaseUrl);
  url.protocol = url.protocol.replace('http', 'ws');
  return { adapter: 'simulated', url: url.href };
}
