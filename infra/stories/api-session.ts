import { createHash, randomUUID } from 'node:crypto';
import type { Sql } from '@ringbase/testing';

const YEAR = 365 * 86_400_000;

/** The API as this person, without a browser: his session is a row. */
export async function signInApi(sql: Sql, url: string, personId: string) {
  const token = randomUUID();
  const hash = createHash('sha256').update(token).digest('hex');
  await sql.insert('sessions', [{ token_hash: hash, person_id: personId, expires_at: new Date(Date.now() + YEAR) }]);
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie: `ringbase_session=${token}`, origin: url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as T;
  };
}
