import type { Application, Money } from '@ringbase/contracts';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EditInPlace } from '../../parts/edit-in-place.js';
import { Amount } from '../../parts/money.js';
import { parseMoney, writeMoney } from '../../parts/parse-money.js';

type Props = { application: Application; onChange: (amount: Money | null, before: Application) => void };

/** What the application is worth; typed with its currency or without, in which case it stays the one that it has. */
export function AmountField({ application, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const { amount, paid } = application;
  const before = useRef(application);
  const currency = (amount ?? paid)?.currency ?? (i18n.language === 'ru' ? 'RUB' : 'EUR');
  const save = (typed: string): string | null => {
    const meant = parseMoney(typed, currency);
    if (meant.kind === 'wrong') return t('applications.wrongAmount');
    onChange(meant.kind === 'money' ? meant.money : null, before.current);
    return null;
  };
  return (
    <EditInPlace
      label={t('field.amount')}
      text={amount ? writeMoney(amount) : ''}
      placeholder={t('applications.exampleAmount')}
      maxLength={30}
      onOpen={() => {
        before.current = application;
      }}
      onSave={save}
      testId="amount"
    >
      {amount ? (
        <b>
          <Amount money={amount} />
        </b>
      ) : (
        <span className="dimmed">{t('applications.noAmount')}</span>
      )}
    </EditInPlace>
  );
}
