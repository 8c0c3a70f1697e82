import type { Callback } from '@ringbase/contracts';
import type { TFunction } from 'i18next';

/** Whom a promise is to, in words also where nobody may be named. */
export function sayWhom(t: TFunction, { clientName, clientHidden }: Pick<Callback, 'clientName' | 'clientHidden'>): string {
  return clientName ?? t(clientHidden ? 'callback.hiddenClient' : 'callback.unknownClient');
}
