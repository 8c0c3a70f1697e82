import type { Money } from '@ringbase/contracts';
import { useTranslation } from 'react-i18next';

/** An amount as it is written in this language; cents only where there are any. */
export function sayMoney(money: Money, language: string): string {
  const format = new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
    style: 'currency',
    currency: money.currency,
    maximumFractionDigits: money.minor % 100 === 0 ? 0 : 2,
  });
  return format.format(money.minor / 100);
}

export function Amount({ money }: { money: Money }) {
  const { i18n } = useTranslation();
  return <span className="figures">{sayMoney(money, i18n.language)}</span>;
}
