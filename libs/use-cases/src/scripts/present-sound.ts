import type { Sound } from '@ringbase/contracts';
import type { SoundRow } from '@ringbase/database';

export function presentSound(row: SoundRow): Sound {
  return { ...row, uploadedAt: row.uploadedAt.toISOString() };
}
