import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeDatabase } from '@ringbase/database';
import { listen, makeApp, makeIds, makeLogger, makeStorage, type Storage, sealApp } from '@ringbase/platform';
import { createTestDatabase, makeSmallCompany, openSql, type SmallCompany, type Sql } from '@ringbase/testing';
import { makeHouseContext } from '@ringbase/use-cases';
import { mountCallRouting } from '../mount-call-routing.js';

export const PUBLIC_URL = 'https://ringbase.example';
export const KEY = 'rbp_the-key-of-the-exchange';

export type PbxAnswer = { status: number; text: string; body: Record<string, unknown>; headers: Headers };
export type Ask = { key?: string | null; body?: unknown; form?: Record<string, string>; sound?: Buffer; headers?: Record<string, string> };

export type OpenedDoor = {
  sql: Sql;
  company: SmallCompany;
  storage: Storage;
  folder: string;
  port: number;
  time: { now: Date };
  addKey(name: string, key: string): Promise<void>;
  ask(method: string, path: string, more?: Ask): Promise<PbxAnswer>;
  close(): Promise<void>;
};

/** The service's doors on a port of their own, before the small company: Maria's desk phone is 202, Ivan's 201, the department's 200. */
export async function openPbxDoor(): Promise<OpenedDoor> {
  const folder = await mkdtemp(join(tmpdir(), 'ringbase-pbx-'));
  const database = await createTestDatabase();
  const sql = openSql(database.url);
  const time = { now: new Date('2026-03-02T08:00:00.000Z') };
  const company = await makeSmallCompany(sql, time.now);
  await sql.query(`update departments set extension = '200' where id = $1`, [company.sales.id]);
  await sql.query(`update devices set address = 'sip:202@pbx.example' where id = $1`, [company.mariaDesk.id]);
  await sql.insert('devices', [{ id: randomUUID(), person_id: company.ivan.id, kind: 'sip', address: 'sip:201@pbx.example' }]);
  const house = makeDatabase({
    url: database.url,
    role: 'routing',
    max: 6,
    statementTimeoutMs: 5000,
    connectTimeoutMs: 5000,
    onIdleError: () => undefined,
  });
  const log = makeLogger({ service: 'test', level: 'silent' });
  const clock = () => time.now;
  const storage = makeStorage(pathToFileURL(join(folder, 'storage')).href);
  const app = makeApp({ log });
  const routing = await mountCallRouting(app, {
    ctx: makeHouseContext({ house, clock, ids: makeIds(() => new Date()), log }),
    publicUrl: PUBLIC_URL,
    authTokens: ['a-token'],
    defaultRegion: 'BG',
    dataDirectory: folder,
    storage,
  });
  const http = await listen(sealApp(app), { port: 0, host: '127.0.0.1' });
  const addKey = (name: string, key: string) =>
    sql.insert('pbx_keys', [
      { id: randomUUID(), name, hint: key.slice(0, 8), key_hash: createHash('sha256').update(key).digest('hex'), added_at: time.now },
    ]);
  await addKey('Asterisk', KEY);
  return {
    sql,
    company,
    storage,
    folder,
    port: http.port,
    time,
    addKey,
    async ask(method, path, { key = KEY, body, form, sound, headers = {} } = {}) {
      const sent = form ? new URLSearchParams(form).toString() : sound ? new Uint8Array(sound) : JSON.stringify(body);
      const type = form ? 'application/x-www-form-urlencoded' : sound ? 'audio/wav' : 'application/json';
      const answer = await fetch(`http://127.0.0.1:${http.port}/pbx/v1${path}`, {
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
    async close() {
      await http.stop();
      await routing.stop();
      await Promise.all([house.close(), sql.close()]);
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
