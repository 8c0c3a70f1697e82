import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from '../scripts/scripts.module.css';
import type { TypedSpecialDay } from './hours-form.js';

type Props = {
  days: readonly TypedSpecialDay[];
  faultAt: (path: string) => string | undefined;
  onChange: (days: readonly TypedSpecialDay[]) => void;
};

/** Days with hours of their own, stronger than the week and than a holiday. */
export function SpecialDays({ days, faultAt, onChange }: Props) {
  const { t } = useTranslation();
  const change = (at: number, day: TypedSpecialDay) => onChange(days.map((one, index) => (index === at ? day : one)));
  return (
    <section aria-label={t('hours.specialDays')} className={styles.narrow} data-testid="special-days">
      <p className={styles.facts}>
        {t('hours.specialDays')}
        {days.length === 0 && `: ${t('hours.noSpecialDays')}`}
      </p>
      {days.map((day, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a day has no other name than its place while it is typed
        <div key={index} className={styles.row}>
          <TextInput
            type="date"
            label={t('hours.date')}
            value={day.day}
            error={faultAt(`specialDays.${index}.day`)}
            onChange={(event) => change(index, { ...day, day: event.currentTarget.value })}
          />
          <TextInput
            label={t('hours.openFrom')}
            placeholder={t('hours.closedDay')}
            value={day.open}
            error={faultAt(`specialDays.${index}.open`)}
            onChange={(event) => change(index, { ...day, open: event.currentTarget.value })}
          />
          <TextInput
            label={t('hours.name')}
            value={day.name}
            maxLength={100}
            onChange={(event) => change(index, { ...day, name: event.currentTarget.value })}
            style={{ flex: 1, minWidth: 140 }}
          />
          <Button variant="subtle" onClick={() => onChange(days.filter((_, at) => at !== index))}>
            {t('hours.remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="xs"
          onClick={() => onChange([...days, { day: '', name: '', open: '' }])}
          data-testid="add-special-day"
        >
          {t('hours.addSpecialDay')}
        </Button>
      </div>
    </section>
  );
}
