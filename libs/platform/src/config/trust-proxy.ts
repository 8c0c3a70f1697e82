import { isIP } from 'node:net';
import { z } from 'zod';

/** Which proxies' forwarding headers are believed: so many in front of us, or those of these addresses and networks. */
export type TrustProxy = number | readonly string[];

/** `1`, or `10.0.0.0/8, 192.168.1.7`. Never everybody: then each sender would write his own address. */
export const trustProxy = z
  .string()
  .refine((value) => /^\d$/u.test(value) || partsOf(value).every(isNetwork), 'must be a number of proxies or their addresses')
  .transform((value): TrustProxy => (/^\d$/u.test(value) ? Number(value) : partsOf(value)));

function partsOf(value: string): string[] {
  return value.split(',').map((part) => part.trim());
}

/** Zero bits of a network are everybody. */
function isNetwork(part: string): boolean {
  const [address = '', bits, ...more] = part.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/u.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
