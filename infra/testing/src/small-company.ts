import { randomUUID } from 'node:crypto';
import type { Sql } from './open-sql.js';

export type SmallCompany = Awaited<ReturnType<typeof makeSmallCompany>>;

export const SALES = '+35924000001';
export const SERVICE = '+35924000002';
export const GEORGI = '+359888123456';

const ids = () => ({ id: randomUUID() });

/** Two departments, six people, two clients: as small as a company can be and still tell every story. `passwordHash` signs everybody in. */
export async function makeSmallCompany(sql: Sql, at: Date, passwordHash = 'none') {
  const sales = { ...ids(), name: 'Sales', time_zone: 'Europe/Sofia', region: 'BG', language: 'en' };
  const service = { ...ids(), name: 'Service', time_zone: 'Europe/Sofia', region: 'BG', language: 'bg' };
  await sql.insert('departments', [sales, service]);
  await sql.insert('dids', [
    { ...ids(), e164: SALES, department_id: sales.id, label: 'Sales', country: 'BG' },
    { ...ids(), e164: SERVICE, department_id: service.id, label: 'Service', country: 'BG' },
  ]);
  const person = (name: string, role: string, superiorId: string | null = null) => ({
    ...ids(),
    name,
    email: `${name.toLowerCase()}@company.example`,
    password_hash: passwordHash,
    role,
    superior_id: superiorId,
    time_zone: 'Europe/Sofia',
  });
  const dora = person('Dora', 'director');
  const cyril = person('Cyril', 'curator');
  const ivan = person('Ivan', 'manager');
  const maria = person('Maria', 'manager');
  const petar = person('Petar', 'manager');
  const anna = person('Anna', 'assistant', ivan.id);
  await sql.insert('people', [dora, cyril, ivan, maria, petar, anna]);
  await sql.insert('department_members', [
    { department_id: sales.id, person_id: cyril.id, in_ring_group: false, rank: 0 },
    { department_id: sales.id, person_id: ivan.id, in_ring_group: true, rank: 1 },
    { department_id: sales.id, person_id: maria.id, in_ring_group: true, rank: 2 },
    { department_id: service.id, person_id: petar.id, in_ring_group: true, rank: 1 },
  ]);
  const device = (personId: string, kind: string, address: string) => ({ ...ids(), person_id: personId, kind, address });
  const ivanBrowser = device(ivan.id, 'browser', 'ivan');
  const ivanMobile = device(ivan.id, 'mobile', '+359878000001');
  const mariaDesk = device(maria.id, 'sip', 'sip:maria@pbx.example');
  const petarDesk = device(petar.id, 'sip', 'sip:petar@pbx.example');
  await sql.insert('devices', [ivanBrowser, ivanMobile, mariaDesk, petarDesk]);
  const georgi = { ...ids(), kind: 'person', name: 'ИВАНОВ Георги', owner_id: ivan.id };
  await sql.insert('clients', [georgi]);
  const georgiPhone = { ...ids(), client_id: georgi.id, kind: 'mobile', raw: '0888 123 456', e164: GEORGI };
  await sql.insert('phones', [georgiPhone]);
  const roof = {
    ...ids(),
    title: 'A new roof',
    client_id: georgi.id,
    department_id: sales.id,
    owner_id: ivan.id,
    status: 'interested',
    touched_at: at,
  };
  await sql.insert('applications', [roof]);
  return {
    sales,
    service,
    dora,
    cyril,
    ivan,
    maria,
    petar,
    anna,
    ivanBrowser,
    ivanMobile,
    mariaDesk,
    petarDesk,
    georgi,
    georgiPhone,
    roof,
  };
}

/** A live tab with a registered telephone, as the console's socket would keep it. */
export async function openTab(sql: Sql, personId: string, tab: string, now: Date): Promise<void> {
  await sql.insert('tabs', [
    { person_id: personId, tab, softphone: true, active_at: now, expires_at: new Date(now.getTime() + 3_600_000) },
  ]);
}
