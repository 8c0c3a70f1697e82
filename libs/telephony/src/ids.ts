import { v5 } from 'uuid';

/** Any constant: changing it would give every call a second id. */
const CALLS = '6f1c2d4e-6f0b-5a55-9d53-0d1b4c4f7a10';
const LEGS = 'a2d0f7f2-21c5-5d0e-8a49-5c6b9e0d3b11';

/** The id of a call: of (provider, provider's id of the root leg), so that it can be made without the database. */
export function callIdOf(provider: string, rootProviderCallId: string): string {
  return v5(`${provider}:${rootProviderCallId}`, CALLS);
}

/** The id of a leg: of (provider, provider's id of the leg). */
export function legIdOf(provider: string, providerCallId: string): string {
  return v5(`${provider}:${providerCallId}`, LEGS);
}
