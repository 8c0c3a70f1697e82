import { appendOutbox, type FiledCall, fileOpenPromises, type Tx } from '@ringbase/database';
import { callbackNews } from './callback-news.js';

/** A call has been given its application: what was promised to its caller goes along, and its owners are told. */
export async function filePromises(tx: Tx, call: FiledCall): Promise<void> {
  for (const { ownerId, ...promise } of await fileOpenPromises(tx, call))
    await appendOutbox(tx, [await callbackNews(tx, { ...promise, ownerIds: [ownerId] })]);
}
