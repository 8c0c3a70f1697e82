import type { SmallCompany, Sql } from '@ringbase/testing';

/** Four phones to a client, as in a company that has been at it for years. */
const PHONES_PER_CLIENT = 4;

/** The n-th phone of the bench, a valid Bulgarian mobile number. */
export function phoneOf(index: number): string {
  return `+35989${String(index).padStart(7, '0')}`;
}

/** Brings the database from `from` phones to `to`: clients, an open application each, and their phones; then its statistics. */
export async function fillPhones(sql: Sql, company: SmallCompany, from: number, to: number): Promise<void> {
  const clientId = `md5('client ' || n)::uuid`;
  const clients = [from / PHONES_PER_CLIENT, to / PHONES_PER_CLIENT - 1];
  await sql.query(
    `insert into clients (id, kind, name, owner_id) select ${clientId}, 'person', 'Client ' || md5(n::text), $3 from generate_series($1::int, $2::int) n`,
    [...clients, company.ivan.id],
  );
  await sql.query(
    `insert into applications (id, title, client_id, department_id, owner_id, status, touched_at)
     select md5('application ' || n)::uuid, 'Roof ' || n, ${clientId}, $3, $4, 'interested', $5::timestamptz from generate_series($1::int, $2::int) n`,
    [...clients, company.sales.id, company.ivan.id, company.roof.touched_at],
  );
  await sql.query(
    `insert into phones (id, client_id, kind, raw, e164)
     select md5('phone ' || n)::uuid, md5('client ' || n / ${PHONES_PER_CLIENT})::uuid, 'mobile', number, number
     from (select n, '+35989' || lpad(n::text, 7, '0') as number from generate_series($1::int, $2::int) n) as numbered`,
    [from, to - 1],
  );
  await sql.query('vacuum analyze phones');
  await sql.query('analyze clients');
  await sql.query('analyze applications');
}
