import type { DepartmentSettings } from '@ringbase/contracts';
import { findDepartmentSettings, type Tx } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';

/** A department's settings as they are seen. Throws NOT_FOUND. */
export async function mustFindSettings(tx: Tx, departmentId: string): Promise<DepartmentSettings> {
  const found = await findDepartmentSettings(tx, departmentId);
  if (found === null) throw new DomainError('NOT_FOUND', 'There is no such department');
  return { ...found, language: found.language as DepartmentSettings['language'] };
}
