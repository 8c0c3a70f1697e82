import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Database, makeDatabase } from '@ringbase/database';
import { listen, makeApp, makeIds, makeLogger, makeStorage, type Storage, sealApp } from '@ringbase/platform';
import { createTestDatabase, makeSmallCompany, openSql, type SmallCompany, type Sql } from '@ringbase/testing';
import { makeHouseContext } from '@ringbase/use-cases';
import { type CallRouting, mountCallRouting } from '../mount-call-routing.js';
import { PUBLIC_KEY, PUBLIC_URL, TOKEN } from './phone-companies.js';

export type OpenedRouting = {
  databaseUrl: string;
  sql: Sql;
  house: Database;
  routing: CallRouting;
  company: SmallCompany;
  storage: Storage;
  folder: string;
  port: number;
  close(): Promise<void>;
};

/** The service's doors on a port of their own, before the small company, which is made as of `clock`; without a key Telnyx has no door. */
export async function openCallRouting({
  clock = () => new Date(),
  telnyxPublicKey = PUBLIC_KEY,
}: {
  clock?: () => Date;
  telnyxPublicKey?: string | null;
} = {}): Promise<OpenedRouting> {
  const folder = await mkdtemp(join(tmpdir(), 'ringbase-routing-'));
  const database = await createTestDatabase();
  const sql = openSql(database.url);
  const company = await makeSmallCompany(sql, clock());
  const house = makeDatabase({
    url: database.url,
    role: 'routing',
    max: 6,
    statementTimeoutMs: 5000,
    connectTimeoutMs: 5000,
    onIdleError: () => undefined,
  });
  const log = makeLogger({ service: 'test', level: 'silent' });
  const storage = makeStorage(pathToFileURL(join(folder, 'storage')).href);
  const app = makeApp({ log });
  const routing = await mountCallRouting(app, {
    ctx: makeHouseContext({ house, clock, ids: makeIds(() => new Date()), log }),
    publicUrl: PUBLIC_URL,
    authTokens: [TOKEN],
    ...(telnyxPublicKey === null ? {} : { telnyxPublicKey }),
    defaultRegion: 'BG',
    dataDirectory: folder,
    storage,
  });
  const http = await listen(sealApp(app), { port: 0, host: '127.0.0.1' });
  return {
    databaseUrl: database.url,
    sql,
    house,
    routing,
    company,
    storage,
    folder,
    port: http.port,
    async close() {
      await http.stop();
      await routing.stop();
      await Promise.all([house.close(), sql.close()]);
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
