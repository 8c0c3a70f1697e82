import type { TFunction } from 'i18next';
import { sayWhom } from './say-whom.js';

const t = ((key: string) => key) as unknown as TFunction;

test.each([
  ['a client by his name', { clientName: 'Georgi', clientHidden: false }, 'Georgi'],
  ['nobody whom the base knows', { clientName: null, clientHidden: false }, 'callback.unknownClient'],
  ['a client who is another’s now', { clientName: null, clientHidden: true }, 'callback.hiddenClient'],
])('%s', (_, callback, said) => expect(sayWhom(t, callback)).toBe(said));
