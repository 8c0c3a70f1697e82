import type { Money } from '@ringbase/contracts';

export type TypedMoney = { kind: 'money'; money: Money } | { kind: 'none' } | { kind: 'wrong' };

const symbols: Readonly<Record<string, string>> = { '€': 'EUR', '₽': 'RUB', $: 'USD', '£': 'GBP', ЛВ: 'BGN', РУБ: 'RUB' };
/** In major units; what an application is worth fits well below. */
const MOST = 1_000_000_000_000;

/**
 * An amount as people type it: `1 250,50 EUR`, `€1,250.5`, `1250`. A comma or dot before one or two last digits parts the cents, any other groups
 * thousands. Without a currency `currency` is meant. Nothing typed: none.
 */
export function parseMoney(typed: string, currency: string): TypedMoney {
  const text = typed.replace(/[\s\u00A0\u202F'’]/gu, '').toUpperCase();
  if (text === '') return { kind: 'none' };
  const [, before = '', digits = '', after = ''] = /^([^\d.,-]*)([\d.,]+)([^\d,]*)$/u.exec(text) ?? [];
  const named = codeOf(before + after.replace(/\.$/u, ''), currency);
  const [, whole = '', cents = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/u.exec(digits) ?? [];
  if (named === null || !/^(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+)$/u.test(whole)) return { kind: 'wrong' };
  const major = Number(whole.replace(/[.,]/gu, ''));
  return major >= MOST
    ? { kind: 'wrong' }
    : { kind: 'money', money: { minor: major * 100 + Number(cents.padEnd(2, '0')), currency: named } };
}

/** As it stands in the field to be changed: digits alone, so that nothing of it has to be read back from a locale's signs. */
export function writeMoney({ minor, currency }: Money): string {
  return `${minor % 100 === 0 ? minor / 100 : (minor / 100).toFixed(2)} ${currency}`;
}

function codeOf(text: string, otherwise: string): string | null {
  if (text === '') return otherwise;
  return symbols[text] ?? (/^[A-Z]{3}$/u.test(text) ? text : null);
}
