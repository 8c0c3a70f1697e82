import { Badge } from '@mantine/core';
import type { DepartmentHours } from '@ringbase/contracts';
import { useTranslation } from 'react-i18next';
import { sayTime, sayWhen } from '../../time/say-when.js';
import { useManner } from '../../time/use-manner.js';
import { useNow } from '../../time/use-now.js';
import styles from '../scripts/scripts.module.css';

/** Whether it is open now, until when, and the next two weeks; by the department's own clock. */
export function HoursPreview({ hours }: { hours: DepartmentHours }) {
  const { t } = useTranslation();
  const { locale } = useManner();
  const clock = useNow(15);
  const manner = { locale, timeZone: hours.timeZone };
  const { open, reason, name, changesAt } = hours.now;
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'short', timeZone: 'UTC' });
  return (
    <section aria-label={t('hours.preview')} aria-live="polite" className={styles.narrow} data-testid="hours-preview">
      <div className={styles.row} style={{ alignItems: 'center' }}>
        <Badge
          c={open ? 'var(--good)' : 'dimmed'}
          bg={open ? 'var(--good-soft)' : 'var(--sunken)'}
          size="lg"
          tt="none"
          data-testid="open-now"
        >
          {t(open ? 'hours.open' : 'hours.closed')}
        </Badge>
        <span>
          {t(`hours.reason.${reason}`)}
          {name && ` (${name})`}
          {changesAt && `, ${t(open ? 'hours.until' : 'hours.opens', { when: sayWhen(new Date(changesAt), clock, manner) })}`}
        </span>
        <span className="dimmed">{hours.timeZone}</span>
      </div>
      <table className={styles.table} style={{ maxWidth: 640 }}>
        <caption className="dimmed" style={{ textAlign: 'start', padding: '4px 0' }}>
          {t('hours.twoWeeks')}
        </caption>
        <tbody>
          {hours.days.map((one) => (
            <tr key={one.day} data-testid={`day-${one.day}`}>
              <th scope="row">{day.format(new Date(`${one.day}T00:00:00Z`))}</th>
              <td className="figures">
                {one.reason === 'no-hours'
                  ? t('hours.always')
                  : one.open.length === 0
                    ? t('hours.closedDay')
                    : one.open
                        .map(({ from, until }) => `${sayTime(new Date(from), manner)}–${sayTime(new Date(until), manner)}`)
                        .join(', ')}
              </td>
              <td className="dimmed">{one.name ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
