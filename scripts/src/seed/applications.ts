import type { Batch } from '@ringbase/database';
import { type ApplicationStatus, applicationStatuses, isOpenStatus } from '@ringbase/domain';
import type { Chance } from './chance.js';
import type { DemoClient } from './clients.js';
import type { DemoCompany } from './company.js';
import { matters, remarks, sources } from './words.js';

export type DemoApplication = {
  id: string;
  title: string;
  client: DemoClient;
  ownerId: string | null;
  status: ApplicationStatus;
  createdAt: Date;
  touchedAt: Date;
};
export type DemoApplications = { applications: DemoApplication[]; batches: Batch[] };

const COUNT = 500;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const types = [
  { name: 'Order', colour: '#2f7dd1' },
  { name: 'Service', colour: '#2b8a3e' },
  { name: 'Contract', colour: '#9c36b5' },
  { name: 'Question', colour: '#e8890c' },
];
const currencies = { ru: 'RUB', bg: 'EUR', en: 'EUR' } as const;

/** Applications over all fourteen statuses, each with the changes and comments of the weeks in which it came there. */
export function makeApplications(chance: Chance, company: DemoCompany, clients: readonly DemoClient[], now: Date): DemoApplications {
  const typeRows = types.map((type) => ({ id: chance.id(), ...type }));
  const applicationRows: (Batch & { table: 'applications' })['rows'][number][] = [];
  const changes: (Batch & { table: 'applicationChanges' })['rows'][number][] = [];
  const comments: (Batch & { table: 'comments' })['rows'][number][] = [];
  const applications: DemoApplication[] = [];
  for (let index = 0; index < COUNT; index += 1) {
    const client = clients[index % clients.length] as DemoClient;
    const status = applicationStatuses[index % applicationStatuses.length] as ApplicationStatus;
    const createdAt = new Date(now.getTime() - chance.whole(1, 45) * DAY - chance.whole(0, 9) * HOUR);
    const unassigned = status === 'new' && chance.share() < 0.25;
    const ownerId = unassigned ? null : chance.share() < 0.85 ? client.ownerId : chance.pick(client.department.managerIds);
    const id = chance.id();
    const actorId = ownerId ?? client.department.curatorId;
    const title = chance.pick(matters[client.language]);
    let at = createdAt;
    const next = (): Date => {
      at = new Date(Math.min(now.getTime() - HOUR, at.getTime() + chance.whole(2, 60) * HOUR));
      return at;
    };
    changes.push({
      id: chance.id(),
      applicationId: id,
      actorId: client.department.curatorId,
      field: 'created',
      from: null,
      to: title,
      at: createdAt,
    });
    if (ownerId !== null)
      changes.push({
        id: chance.id(),
        applicationId: id,
        actorId: client.department.curatorId,
        field: 'owner',
        from: null,
        to: company.names.get(ownerId) ?? null,
        at: next(),
      });
    let before: ApplicationStatus = 'new';
    const path: readonly ApplicationStatus[] = isOpenStatus(status)
      ? applicationStatuses.slice(1, applicationStatuses.indexOf(status) + 1).slice(-3)
      : ['collecting-information', 'offer-sent', status];
    for (const to of status === 'new' ? [] : path) {
      changes.push({ id: chance.id(), applicationId: id, actorId, field: 'status', from: before, to, at: next() });
      before = to;
      if (chance.share() < 0.5)
        comments.push({ id: chance.id(), applicationId: id, authorId: actorId, text: chance.pick(remarks[client.language]), at: next() });
    }
    const amount = chance.share() < 0.7 ? chance.whole(20, 900) * 10_000 : null;
    applicationRows.push({
      id,
      title,
      clientId: client.id,
      departmentId: client.department.id,
      ownerId,
      status,
      typeId: chance.pick(typeRows).id,
      important: chance.share() < 0.08,
      amountMinor: amount,
      paidMinor: amount === null ? null : status === 'contract-paid' || status === 'completed' ? amount : 0,
      currency: amount === null ? null : currencies[client.language],
      source: chance.pick(sources[client.language]),
      touchedAt: at,
      createdAt,
    });
    applications.push({ id, title, client, ownerId, status, createdAt, touchedAt: at });
  }
  return {
    applications,
    batches: [
      { table: 'applicationTypes', rows: typeRows },
      { table: 'applications', rows: applicationRows },
      { table: 'applicationChanges', rows: changes },
      { table: 'comments', rows: comments },
    ],
  };
}
