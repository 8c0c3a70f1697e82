import type { PbxKey } from '@ringbase/contracts';
import type { PbxKeyRow } from '@ringbase/database';

export function presentPbxKey({ id, name, hint, addedAt, lastUsedAt, revokedAt }: PbxKeyRow): PbxKey {
  return {
    id,
    name,
    hint,
    addedAt: addedAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
