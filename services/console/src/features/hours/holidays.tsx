import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from '../scripts/scripts.module.css';
import type { TypedHoliday } from './hours-form.js';

const kinds = ['fixed', 'easter', 'once'] as const;
const made: Readonly<Record<(typeof kinds)[number], (name: string) => TypedHoliday>> = {
  fixed: (name) => ({ kind: 'fixed', month: 1, day: 1, name }),
  easter: (name) => ({ kind: 'easter', easter: 'orthodox', days: 0, name }),
  once: (name) => ({ kind: 'once', day: '', name }),
};

type Props = {
  holidays: readonly TypedHoliday[];
  faultAt: (path: string) => string | undefined;
  onChange: (holidays: readonly TypedHoliday[]) => void;
};

/** Days on which nobody works: every year on their date, every year with Easter, or once. */
export function Holidays({ holidays, faultAt, onChange }: Props) {
  const { t } = useTranslation();
  const change = (at: number, holiday: TypedHoliday) => onChange(holidays.map((one, index) => (index === at ? holiday : one)));
  return (
    <section aria-label={t('hours.holidays')} className={styles.narrow} data-testid="holidays">
      <p className={styles.facts}>
        {t('hours.holidays')}
        {holidays.length === 0 && `: ${t('hours.noHolidays')}`}
      </p>
      {holidays.map((holiday, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a holiday has no other name than its place while it is typed
        <div key={index} className={styles.row}>
          <Select
            label={t('hours.kind')}
            data={kinds.map((kind) => ({ value: kind, label: t(`hours.holiday.${kind}`) }))}
            value={holiday.kind}
            onChange={(kind) => kind && change(index, made[kind as (typeof kinds)[number]](holiday.name))}
            allowDeselect={false}
            w={230}
          />
          {holiday.kind === 'fixed' && (
            <>
              <NumberInput
                label={t('hours.day')}
                value={holiday.day}
                min={1}
                max={31}
                w={80}
                error={faultAt(`holidays.${index}.day`)}
                onChange={(day) => change(index, { ...holiday, day: Number(day) })}
              />
              <NumberInput
                label={t('hours.month')}
                value={holiday.month}
                min={1}
                max={12}
                w={80}
                onChange={(month) => change(index, { ...holiday, month: Number(month) })}
              />
            </>
          )}
          {holiday.kind === 'easter' && (
            <>
              <Select
                label={t('hours.easter')}
                data={(['orthodox', 'western'] as const).map((easter) => ({ value: easter, label: t(`hours.easterOf.${easter}`) }))}
                value={holiday.easter}
                onChange={(easter) => easter && change(index, { ...holiday, easter: easter as typeof holiday.easter })}
                allowDeselect={false}
                w={150}
              />
              <NumberInput
                label={t('hours.daysAfter')}
                value={holiday.days}
                min={-100}
                max={100}
                w={130}
                onChange={(days) => change(index, { ...holiday, days: Number(days) })}
              />
            </>
          )}
          {holiday.kind === 'once' && (
            <TextInput
              type="date"
              label={t('hours.date')}
              value={holiday.day}
              error={faultAt(`holidays.${index}.day`)}
              onChange={(event) => change(index, { ...holiday, day: event.currentTarget.value })}
            />
          )}
          <TextInput
            label={t('hours.name')}
            value={holiday.name}
            maxLength={100}
            onChange={(event) => change(index, { ...holiday, name: event.currentTarget.value })}
            style={{ flex: 1, minWidth: 140 }}
          />
          <Button variant="subtle" onClick={() => onChange(holidays.filter((_, at) => at !== index))}>
            {t('hours.remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button variant="default" size="xs" onClick={() => onChange([...holidays, made.fixed('')])} data-testid="add-holiday">
          {t('hours.addHoliday')}
        </Button>
      </div>
    </section>
  );
}
