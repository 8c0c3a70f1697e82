import i18next from 'i18next';
import { tell } from '../../parts/tell.js';
import { closeCardOf } from './card-desk.js';
import type { Taker } from './taker-of.js';

/** Another got the call: its card is closed here, and its viewer told who has it. */
export function tellTaken(callId: string, taker: Taker): void {
  closeCardOf(callId);
  if (taker.kind === 'colleague') tell(i18next.t('telephone.takenBy', { name: taker.name }));
  else tell(i18next.t(taker.kind === 'myself' ? 'telephone.takenByMe' : 'telephone.taken'));
}
