import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultScript } from '@ringbase/domain';
import { createTestDatabase, type House, makeSmallCompany, openSql, type SmallCompany, type Sql, startHouseInOne } from '@ringbase/testing';
import { hashPassword } from '@ringbase/use-cases';
import { type Browser, launchBrowser, PASSWORD } from './desk.js';

type Place = { databaseUrl: string; directory: string };
type Options<Started extends House> = {
  chromiumPath: string;
  /** What else is in the database before the house is started. */
  prepare?: (sql: Sql, company: SmallCompany) => Promise<unknown>;
  start: (place: Place) => Promise<Started>;
};

/** A small company, the house that serves it and a browser to open its console with; `close` ends all of it. */
export type DeskHouse<Started extends House = House> = {
  sql: Sql;
  company: SmallCompany;
  house: Started;
  browser: Browser;
  close(): Promise<void>;
};

/** With all services in one process: for what is seen at a desk and does not hang on their being apart. */
export function openDeskHouse(options: Omit<Options<House>, 'start'>): Promise<DeskHouse> {
  return openDeskHouseOf({ ...options, start: startHouseInOne });
}

/** With the house that `start` starts: services apart, for a story that stops or starts one of them. */
export async function openDeskHouseOf<Started extends House>({
  chromiumPath,
  prepare,
  start,
}: Options<Started>): Promise<DeskHouse<Started>> {
  const ends: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
  };
  try {
    const directory = await mkdtemp(join(tmpdir(), 'ringbase-desk-'));
    ends.push(() => rm(directory, { recursive: true, force: true }));
    const database = await createTestDatabase();
    ends.push(() => database.drop());
    const sql = openSql(database.url);
    ends.push(() => sql.close());
    const company = await makeSmallCompany(sql, new Date(), await hashPassword(PASSWORD));
    await prepare?.(sql, company);
    const house = await start({ databaseUrl: database.url, directory });
    ends.push(() => house.stop());
    const browser = await launchBrowser(chromiumPath);
    ends.push(() => browser.close());
    return { sql, company, house, browser, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Sales has the script that ships and no other, and everybody reads English. */
export async function publishDefaultScript(sql: Sql, { sales }: SmallCompany): Promise<void> {
  await sql.query('delete from call_scripts');
  await sql.insert('call_scripts', [{ id: randomUUID(), department_id: sales.id, number: 1, graph: JSON.stringify(defaultScript) }]);
  await sql.query(`update people set locale = 'en'`);
}
