import { createHash, randomUUID } from 'node:crypto';
import type { World } from './world.js';

type Query = (text: string, values?: unknown[]) => Promise<unknown[]>;

const TABLES =
  'comments, application_changes, callbacks, call_grants, recordings, calls, applications, phones, clients, sessions, audit, outbox, department_members, people, dids, departments';

/** Empties the company and fills it with this world; everybody is signed in, by the token that is returned. */
export async function fillWorld(query: Query, world: World, now: Date): Promise<Map<string, string>> {
  const at = now.toISOString();
  const later = new Date(now.getTime() + 86_400_000).toISOString();
  const earlier = new Date(now.getTime() - 1_000).toISOString();
  await query(`truncate ${TABLES} cascade`);
  for (const id of world.departments)
    await query(`insert into departments (id, name, time_zone, region) values ($1, $2, 'Europe/Sofia', 'BG')`, [id, `D ${id}`]);
  for (const { id, role, superiorId, departments, dismissed } of world.people) {
    await query(
      `insert into people (id, name, email, password_hash, role, superior_id, time_zone, dismissed_at) values ($1, $2, $3, '-', $4, $5, 'Europe/Sofia', $6)`,
      [id, `P ${id}`, `${id}@example.com`, role, superiorId, dismissed ? at : null],
    );
    for (const department of departments)
      await query('insert into department_members (department_id, person_id) values ($1, $2)', [department, id]);
  }
  for (const { id, ownerId, e164 } of world.clients) {
    await query(`insert into clients (id, kind, name, owner_id) values ($1, 'person', $2, $3)`, [id, 'Иванов', ownerId]);
    await query(`insert into phones (id, client_id, raw, e164) values ($1, $2, $3, $3)`, [randomUUID(), id, e164]);
  }
  for (const { id, clientId, ownerId, departmentId, status } of world.applications) {
    await query(
      `insert into applications (id, title, client_id, owner_id, department_id, status, touched_at) values ($1, 'Windows', $2, $3, $4, $5, $6)`,
      [id, clientId, ownerId, departmentId, status, at],
    );
  }
  for (const call of world.calls) {
    await query(
      `insert into calls (id, provider, provider_call_id, direction, state, outcome, caller_raw, dialled, application_id, client_id, department_id,
         intended_person_id, answered_by_person_id, started_at, version)
       values ($1, 't', $2, 'inbound', 'ended', 'answered', 'x', '+35920000000', $3, $4, $5, $6, $7, $8, 1)`,
      [call.id, call.id, call.applicationId, call.clientId, call.departmentId, call.intendedId, call.answeredById, at],
    );
  }
  for (const { id, ownerId, firstOwnerId, departmentId, applicationId, clientId } of world.callbacks) {
    await query(
      `insert into callbacks (id, origin, owner_id, first_owner_id, department_id, application_id, client_id, phone_id, due_at, time_zone, created_at)
       values ($1, 'reminder', $2, $3, $4, $5, $6::uuid, (select id from phones where client_id = $6::uuid limit 1), $7, 'UTC', $7)`,
      [id, ownerId, firstOwnerId, departmentId, applicationId, clientId, at],
    );
  }
  for (const { id, applicationId, authorId } of world.comments) {
    await query(`insert into comments (id, application_id, author_id, text, at) values ($1, $2, $3, 'word', $4)`, [
      id,
      applicationId,
      authorId,
      at,
    ]);
  }
  for (const { personId, applicationId, callId, live } of world.grants) {
    await query(
      `insert into call_grants (person_id, application_id, call_id, granted_at, until) values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [personId, applicationId, callId, at, live ? later : earlier],
    );
  }
  const tokens = new Map<string, string>();
  for (const { id } of world.people) {
    const token = randomUUID();
    tokens.set(id, token);
    await query('insert into sessions (token_hash, person_id, expires_at) values ($1, $2, $3)', [
      createHash('sha256').update(token).digest('hex'),
      id,
      later,
    ]);
  }
  return tokens;
}
