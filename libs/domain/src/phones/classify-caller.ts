import { parsePhone } from './parse-phone.js';

/** Who phones, as far as the provider's `From` tells; it is attacker's text and never more than a hint. */
export type Caller =
  | { kind: 'number'; e164: string }
  | { kind: 'withheld' }
  /** `sip:`, `client:`, a short code, or something that is no number at all. */
  | { kind: 'unroutable'; raw: string };

/** What carriers send instead of a withheld number; +266696687 spells ANONYMOUS. */
const WITHHELD = new Set([
  '',
  'anonymous',
  'restricted',
  'unavailable',
  'unknown',
  'private',
  'blocked',
  '+266696687',
  '266696687',
  '+8656696',
  '+464',
  '+7378742833',
  '+2562533',
  '+86282452253',
]);

/** The user part `anonymous`, or the host that stands for no host. Source: RFC 3323, 4.1.1.3 */
const WITHHELD_SIP = /^sips?:(anonymous@|[^@]*@anonymous\.invalid\b)/i;

export function classifyCaller(raw: string, region: string): Caller {
  const text = raw.trim();
  if (WITHHELD.has(text.toLowerCase()) || WITHHELD_SIP.test(text)) return { kind: 'withheld' };
  const parsed = parsePhone(text, region);
  if (parsed === null) return { kind: 'unroutable', raw: text.slice(0, 200) };
  return { kind: 'number', e164: parsed.e164 };
}
