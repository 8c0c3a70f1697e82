import { hash } from '@node-rs/argon2';

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is kept of a password. Slow on purpose: some 30 ms of a core. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}
