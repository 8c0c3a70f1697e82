import { randomBytes } from 'node:crypto';

export type SidPrefix = 'CA' | 'RE' | 'PN' | 'AC' | 'SK' | 'NO' | 'CF' | 'QU';

/** A string identifier: two letters and 32 hexadecimal digits. https://www.twilio.com/docs/glossary/what-is-a-sid */
export function makeSid(prefix: SidPrefix): string {
  return prefix + randomBytes(16).toString('hex');
}
