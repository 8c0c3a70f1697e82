import { credentials } from './simulator-client.js';

interface Requests {
  request(options: { uri: string }): unknown;
}

/** With what to make the provider's own library, so that its requests go to a simulator. */
export function clientArguments<C extends Requests>(
  client: C,
  base: string,
  user = credentials.apiKey,
  password = credentials.apiSecret,
): [string, string, { accountSid: string; httpClient: C }] {
  const send = client.request.bind(client);
  const request: Requests['request'] = (options) => send({ ...options, uri: options.uri.replace('https://api.twilio.com', base) });
  return [user, password, { accountSid: credentials.accountSid, httpClient: Object.assign(client, { request }) }];
}
