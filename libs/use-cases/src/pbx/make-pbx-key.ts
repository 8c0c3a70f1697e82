import { randomBytes } from 'node:crypto';
import { hashToken } from '../sessions/hash-token.js';

/** A key that nobody can guess, and what is kept of it: its hash, and its beginning for people. */
export function makePbxKey(): { key: string; keyHash: string; hint: string } {
  const key = `rbp_${randomBytes(32).toString('base64url')}`;
  return { key, keyHash: hashToken(key), hint: key.slice(0, 8) };
}
