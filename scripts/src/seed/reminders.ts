import type { Batch } from '@ringbase/database';
import { isOpenStatus } from '@ringbase/domain';
import type { DemoApplication } from './applications.js';
import type { Chance } from './chance.js';

const HOUR = 3_600_000;
const notes = { ru: 'Перезвонить, как договорились', bg: 'Обаждане, както се уговорихме', en: 'Call back as agreed' } as const;

/** Promises of the coming hours and days on open applications, so that everybody's desk has something on it. */
export function makeReminders(chance: Chance, applications: readonly DemoApplication[], now: Date): Batch {
  const open = applications.filter((application) => application.ownerId !== null && isOpenStatus(application.status));
  return {
    table: 'callbacks',
    rows: open
      .filter((_, index) => index % 5 === 0)
      .map((application) => ({
        id: chance.id(),
        origin: 'reminder' as const,
        ownerId: application.ownerId,
        departmentId: application.client.department.id,
        clientId: application.client.id,
        applicationId: application.id,
        phoneId: application.client.phones[0]?.id ?? null,
        dueAt: new Date(Math.ceil((now.getTime() + chance.whole(1, 60) * HOUR) / 900_000) * 900_000),
        timeZone: application.client.department.timeZone,
        note: notes[application.client.language],
        createdBy: application.ownerId,
      })),
  };
}
