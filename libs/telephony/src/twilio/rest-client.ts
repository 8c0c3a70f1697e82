import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import type { TwilioAccount } from './twilio-account.js';

export const TWILIO_API = 'https://api.twilio.com';
/** Milliseconds. A call being made gets longer than this from nobody. */
const TIMEOUT_MS = 10_000;

/** The official client, every product host of which leads to `apiBaseUrl` when one is set. Retries nothing by itself: making a call is not repeatable. */
class HouseRequestClient extends twilio.RequestClient {
  constructor(private readonly baseUrl: string | null) {
    super({ timeout: TIMEOUT_MS, autoRetry: false });
  }

  override request<T>(options: RequestClient.RequestOptions<T>) {
    return super.request<T>({ ...options, uri: rewrite(options.uri, this.baseUrl) });
  }
}

export function makeRestClient(account: TwilioAccount) {
  return twilio(account.accountSid, account.authToken, { httpClient: new HouseRequestClient(account.apiBaseUrl) });
}

/** Path and query stay as they are. */
export function rewrite(uri: string, baseUrl: string | null): string {
  if (baseUrl === null) return uri;
  const { pathname, search } = new URL(uri);
  return baseUrl.replace(/\/+$/, '') + pathname + search;
}
