import { Button, TextInput } from '@mantine/core';
import { type DepartmentHours, departmentHours } from '@ringbase/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../client/problem.js';
import { request } from '../../client/request.js';
import { tellProblem, tellUndoable } from '../../parts/tell.js';
import { useSettled } from '../../parts/use-settled.js';
import { useManner } from '../../time/use-manner.js';
import { hoursQuery } from '../scripts/script-queries.js';
import styles from '../scripts/scripts.module.css';
import { Holidays } from './holidays.js';
import { readHours, type TypedHours, typedHours, unreadable, weekdays } from './hours-form.js';
import { HoursPreview } from './hours-preview.js';
import { SpecialDays } from './special-days.js';

/** Monday, 5 January 2026: the names of the week's days. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY = 86_400_000;

/** The week, the holidays and the special days; what they mean is shown before they are written. */
export function HoursEditor({ departmentId, hours }: { departmentId: string; hours: DepartmentHours }) {
  const { t } = useTranslation();
  const { locale } = useManner();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<TypedHours>(() => typedHours(hours.hours));
  const wrong = unreadable(typed);
  const written = JSON.stringify(typedHours(hours.hours));
  // A department without hours always answers, and a week saved empty never would: there is nothing to save until something is typed.
  const typing = JSON.stringify(typed) !== written;
  const body = useSettled(JSON.stringify({ hours: wrong.length === 0 ? readHours(typed) : null }), 300);
  const preview = useQuery({
    queryKey: ['hours', departmentId, 'preview', body],
    queryFn: ({ signal }) =>
      request('POST', `/departments/${departmentId}/hours/preview`, departmentHours, { body: JSON.parse(body) as unknown, signal }),
    enabled: typing && wrong.length === 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const put = useMutation({
    mutationFn: (next: unknown) => request('PUT', `/departments/${departmentId}/hours`, departmentHours, { body: { hours: next } }),
    onSuccess: (saved) => {
      setTyped(typedHours(saved.hours));
      queries.setQueryData(hoursQuery(departmentId).queryKey, saved);
    },
    onError: (error) => tellProblem(error),
  });
  const write = (next: unknown) => {
    const before = hours.hours;
    put.mutate(next, { onSuccess: () => tellUndoable(t('hours.saved'), () => put.mutate(before)) });
  };
  const failed = [put.error, typing ? preview.error : null].find((error) => isProblem(error, 'INVALID'));
  const refused = new Set((isProblem(failed) ? failed.errors : []).map(({ path }) => path.split('.').slice(1).join('.')));
  const faultAt = (path: string) => {
    if (wrong.includes(path)) return t(path.endsWith('.day') ? 'hours.noDay' : 'hours.unreadable');
    return [...refused].some((one) => one === path || one.startsWith(`${path}.`)) ? t('hours.refused') : undefined;
  };
  const always = hours.hours === null && !typing;
  const name = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });

  return (
    <div className={styles.narrow}>
      <p className={styles.facts}>{t('hours.hint')}</p>
      <table className={styles.table} style={{ maxWidth: 560 }} data-testid="hours-week">
        <tbody>
          {weekdays.map((day, index) => (
            <tr key={day}>
              <th scope="row" id={`weekday-${day}`}>
                {name.format(MONDAY + index * DAY)}
              </th>
              <td>
                <TextInput
                  aria-labelledby={`weekday-${day}`}
                  placeholder={t(always ? 'hours.always' : 'hours.closedDay')}
                  value={typed.week[day] ?? ''}
                  onChange={(event) => setTyped({ ...typed, week: { ...typed.week, [day]: event.currentTarget.value } })}
                  error={faultAt(`week.${day}`)}
                  data-testid={`week-${day}`}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Holidays holidays={typed.holidays} faultAt={faultAt} onChange={(holidays) => setTyped({ ...typed, holidays })} />
      <SpecialDays days={typed.specialDays} faultAt={faultAt} onChange={(specialDays) => setTyped({ ...typed, specialDays })} />
      <div className={styles.row}>
        <Button
          onClick={() => write(readHours(typed))}
          disabled={!typing || wrong.length > 0 || refused.size > 0}
          loading={put.isPending}
          data-testid="save-hours"
        >
          {t('hours.save')}
        </Button>
        {hours.hours !== null && (
          <Button variant="default" onClick={() => write(null)} data-testid="always-open">
            {t('hours.makeAlways')}
          </Button>
        )}
      </div>
      <HoursPreview hours={typing && preview.data && wrong.length === 0 ? preview.data : hours} />
    </div>
  );
}
