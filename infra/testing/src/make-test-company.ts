import { createHash, randomUUID } from 'node:crypto';
import { type Database, type DatabaseRole, makeDatabase } from '@ringbase/database';
import { openSql } from './open-sql.js';

export type TestPerson = { id: string; role: 'director' | 'curator' | 'manager' | 'assistant' };
type Row = Record<string, unknown>;

export type TestCompany = {
  people: Record<'dora' | 'kira' | 'ivan' | 'anna' | 'mira' | 'kolo' | 'petr', TestPerson>;
  /** Departments. */
  sales: string;
  service: string;
  time: { now: Date; pass(ms: number): void };
  app: Database;
  worker: Database;
  /** Any SQL, past all policies. */
  query(text: string, values?: unknown[]): Promise<Row[]>;
  addClient(ownerId: string | null, name?: string): Promise<string>;
  addApplication(clientId: string, ownerId: string | null, departmentId: string): Promise<string>;
  /** Signs a person in for a day; returns the token. */
  addSession(person: TestPerson): Promise<string>;
  close(): Promise<void>;
};

/**
 * A small company for tests: director Dora; in sales curator Kira, manager Ivan with his assistant Anna, manager Mira; in service curator
 * Kolo and manager Petr. Its time stands still until a test moves it.
 */
export async function makeTestCompany(url: string): Promise<TestCompany> {
  const open = (role: DatabaseRole, max: number) =>
    makeDatabase({ url, role, max, statementTimeoutMs: 10_000, connectTimeoutMs: 5_000, onIdleError: () => undefined });
  const owner = openSql(url);
  const query = (text: string, values: unknown[] = []) => owner.query<Row>(text, values);

  const time = {
    now: new Date('2026-03-02T10:00:00.000Z'),
    pass(ms: number) {
      time.now = new Date(time.now.getTime() + ms);
    },
  };
  const addDepartment = async (name: string): Promise<string> => {
    const id = randomUUID();
    await query(`insert into departments (id, name, time_zone, region) values ($1, $2, 'Europe/Sofia', 'BG')`, [id, name]);
    return id;
  };
  const addPerson = async (name: string, role: TestPerson['role'], department: string | null, superior: TestPerson | null = null) => {
    const id = randomUUID();
    await query(
      `insert into people (id, name, email, password_hash, role, superior_id, time_zone) values ($1, $2, $3, '-', $4, $5, 'Europe/Sofia')`,
      [id, name, `${name.toLowerCase()}@example.com`, role, superior?.id ?? null],
    );
    if (department) await query('insert into department_members (department_id, person_id) values ($1, $2)', [department, id]);
    return { id, role };
  };
  const sales = await addDepartment('Sales');
  const service = await addDepartment('Service');
  const ivan = await addPerson('Ivan', 'manager', sales);
  const people = {
    dora: await addPerson('Dora', 'director', null),
    kira: await addPerson('Kira', 'curator', sales),
    ivan,
    anna: await addPerson('Anna', 'assistant', sales, ivan),
    mira: await addPerson('Mira', 'manager', sales),
    kolo: await addPerson('Kolo', 'curator', service),
    petr: await addPerson('Petr', 'manager', service),
  };
  const app = open('app', 4);
  const worker = open('worker', 8);

  return {
    people,
    sales,
    service,
    time,
    app,
    worker,
    query,
    async addClient(ownerId, name = 'Client') {
      const id = randomUUID();
      await query(`insert into clients (id, kind, name, owner_id) values ($1, 'person', $2, $3)`, [id, name, ownerId]);
      return id;
    },
    async addApplication(clientId, ownerId, departmentId) {
      const id = randomUUID();
      await query(
        `insert into applications (id, title, client_id, owner_id, department_id, touched_at) values ($1, 'Windows', $2, $3, $4, $5)`,
        [id, clientId, ownerId, departmentId, time.now],
      );
      return id;
    },
    async addSession(person) {
      const token = randomUUID();
      const hash = createHash('sha256').update(token).digest('hex');
      const until = new Date(time.now.getTime() + 86_400_000);
      await query('insert into sessions (token_hash, person_id, expires_at) values ($1, $2, $3)', [hash, person.id, until]);
      return token;
    },
    close: async () => {
      await Promise.all([owner.close(), app.close(), worker.close()]);
    },
  };
}
