import { createHash, randomUUID } from 'node:crypto';
import { type OpenedRouting, openCallRouting } from './open-call-routing.js';

export { PUBLIC_URL } from './phone-companies.js';
export const KEY = 'rbp_the-key-of-the-exchange';

export type PbxAnswer = { status: number; text: string; body: Record<string, unknown>; headers: Headers };
export type Ask = { key?: string | null; body?: unknown; form?: Record<string, string>; sound?: Buffer; headers?: Record<string, string> };

export type OpenedDoor = OpenedRouting & {
  time: { now: Date };
  addKey(name: string, key: string): Promise<void>;
  ask(method: string, path: string, more?: Ask): Promise<PbxAnswer>;
};

/** The service's doors on a port of their own, before the small company: Maria's desk phone is 202, Ivan's 201, the department's 200. */
export async function openPbxDoor(): Promise<OpenedDoor> {
  const time = { now: new Date('2026-03-02T08:00:00.000Z') };
  const opened = await openCallRouting({ clock: () => time.now });
  const { sql, company } = opened;
  await sql.query(`update departments set extension = '200' where id = $1`, [company.sales.id]);
  await sql.query(`update devices set address = 'sip:202@pbx.example' where id = $1`, [company.mariaDesk.id]);
  await sql.insert('devices', [{ id: randomUUID(), person_id: company.ivan.id, kind: 'sip', address: 'sip:201@pbx.example' }]);
  const addKey = (name: string, key: string) =>
    sql.insert('pbx_keys', [
      { id: randomUUID(), name, hint: key.slice(0, 8), key_hash: createHash('sha256').update(key).digest('hex'), added_at: time.now },
    ]);
  await addKey('Asterisk', KEY);
  return {
    ...opened,
    time,
    addKey,
    async ask(method, path, { key = KEY, body, form, sound, headers = {} } = {}) {
      const sent = form ? new URLSearchParams(form).toString() : sound ? new Uint8Array(sound) : JSON.stringify(body);
      const type = form ? 'application/x-www-form-urlencoded' : sound ? 'audio/wav' : 'application/json';
      const answer = await fetch(`http://127.0.0.1:${opened.port}/pbx/v1${path}`, {
        method,
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(sent === undefined ? {} : { 'content-type': type }),
          ...headers,
        },
        ...(sent === undefined ? {} : { body: sent }),
      });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
      return { status: answer.status, text, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {}, headers: answer.headers };
    },
  };
}
