import type { Sound } from '@ringbase/contracts';
import type { SoundRow, SoundUse } from '@ringbase/database';

export function presentSound(row: SoundRow, uses: readonly SoundUse[]): Sound {
  const usedBy = uses.filter(({ soundId }) => soundId === row.id).map(({ department, kind }) => ({ department, kind }));
  return { ...row, uploadedAt: row.uploadedAt.toISOString(), usedBy };
}
