import type { PhoneType } from '../phones/parse-phone.js';

export type DialRefusal = 'not-a-number' | 'own-number' | 'premium-number' | 'short-number' | 'country-not-allowed' | 'daily-cap';

export type DialLimits = {
  /** ISO 3166 countries that may be called. */
  allowedCountries: readonly string[];
  /** Calls that one person may make in 24 hours. */
  dailyCap: number;
};

export type DialRequest = {
  /** Null when what is stored is no number. */
  e164: string | null;
  country: string | null;
  type: PhoneType;
  /** One of the company's own numbers. */
  isOurs: boolean;
  /** Calls this person has made in the last 24 hours. */
  madeToday: number;
};

/**
 * Whether a number may be dialled from a click; null: yes. Fraud with stolen sessions goes to premium numbers and far countries, so a country that
 * cannot be told is not allowed either.
 */
export function decideDialAllowed(request: DialRequest, limits: DialLimits): DialRefusal | null {
  const { e164, country, type } = request;
  if (e164 === null) return 'not-a-number';
  if (request.isOurs) return 'own-number';
  if (type === 'premium') return 'premium-number';
  if (type === 'short') return 'short-number';
  if (country === null || !limits.allowedCountries.includes(country)) return 'country-not-allowed';
  return request.madeToday >= limits.dailyCap ? 'daily-cap' : null;
}
