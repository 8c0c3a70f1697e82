import type { CallbackRules } from '@ringbase/domain';
import { asc, eq } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { departments } from '../schema/tables.js';

/** How each department keeps its word, by name. */
export async function listCallbackRules(db: Db | Tx, departmentId: string | null = null) {
  return db
    .select({
      department: { id: departments.id, name: departments.name },
      keepMinutes: departments.callbackKeepMinutes,
      assistantMinutes: departments.callbackAssistantMinutes,
      curatorMinutes: departments.callbackCuratorMinutes,
    })
    .from(departments)
    .where(departmentId === null ? undefined : eq(departments.id, departmentId))
    .orderBy(asc(departments.name), asc(departments.id));
}

/** False when there is no such department, or it may not be changed. */
export async function saveCallbackRules(tx: Tx, departmentId: string, rules: CallbackRules): Promise<boolean> {
  const saved = await tx
    .update(departments)
    .set({
      callbackKeepMinutes: rules.keepMinutes,
      callbackAssistantMinutes: rules.assistantMinutes,
      callbackCuratorMinutes: rules.curatorMinutes,
    })
    .where(eq(departments.id, departmentId))
    .returning({ id: departments.id });
  return saved.length > 0;
}
