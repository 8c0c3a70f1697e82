import { findRecording, type RecordingLine } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';

/** Throws NOT_FOUND, also for one that is another's. */
export async function mustFindRecording(tx: Parameters<typeof findRecording>[0], id: string): Promise<RecordingLine> {
  const found = await findRecording(tx, id);
  if (!found) throw new DomainError('NOT_FOUND', 'There is no such recording');
  return found;
}
