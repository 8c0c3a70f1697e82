import { randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import { hashPassword } from './hash-password.js';
import { makeTurns } from './make-turns.js';

/** Of the four threads that Node has for such work the others are left to files and names. */
const inTurn = makeTurns(2);

let nobodysHash: Promise<string> | undefined;

/** Whether the password is that of this hash. For nobody (`null`) it takes as long and says no: the answer's time must not tell who works here. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword(randomBytes(32).toString('hex'));
  const against = passwordHash ?? (await nobodysHash);
  // A hash of another kind (a person who may not sign in at all) is no error.
  const matches = await inTurn(() => verify(against, password)).catch(() => false);
  return matches && passwordHash !== null;
}
