import { appendOutbox, listCircle, newsRow, readRecordingAudience, type Tx } from '@ringbase/database';

/** Tells whoever has to do with its call that a recording has changed. */
export async function appendRecordingNews(tx: Tx, recordingId: string): Promise<void> {
  const { applicationId, audience } = await readRecordingAudience(tx, recordingId);
  const people = await listCircle(tx, [...audience.people]);
  await appendOutbox(tx, [
    newsRow({ kind: 'changed', changes: [{ noun: 'recording', id: recordingId, applicationId }] }, { ...audience, people }),
  ]);
}
