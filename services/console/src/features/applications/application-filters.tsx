import { applicationStatus } from '@ringbase/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { statusColour } from '../../look/status-look.js';
import { FilterChip } from '../../parts/filter-chip.js';
import { FilterField } from '../../parts/filter-field.js';
import page from '../../parts/page.module.css';
import { departmentsQuery, peopleQuery } from '../people/people-queries.js';
import { useSession } from '../session/use-session.js';
import type { ApplicationFilter } from './application-queries.js';

/** Among owners: that there is none. */
const NOBODY = 'nobody';

type Props = { filter: ApplicationFilter; onChange: (patch: Partial<ApplicationFilter>) => void };

/** The usual ways to look at the list, then a sentence of chips. */
export function ApplicationFilters({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const { person, capabilities } = useSession();
  const people = useQuery(peopleQuery);
  const departments = useQuery(departmentsQuery);
  const write = useCallback((q: string) => onChange({ q: q === '' ? undefined : q }), [onChange]);

  // Only who assigns is shown applications that nobody owns.
  const assigns = capabilities.includes('application:assign');
  const ways = [
    { key: 'open', search: { open: true } },
    ...(assigns
      ? [
          { key: 'mine', search: { open: true, ownerId: person.id } },
          { key: 'unassigned', search: { open: true, unassigned: true } },
        ]
      : []),
    { key: 'important', search: { open: true, important: true } },
    { key: 'all', search: {} },
  ];
  const { q: _, sort: __, direction: ___, ...narrowing } = filter;
  const current = JSON.stringify(sorted(narrowing));

  return (
    <div className={page.tools}>
      <nav className={page.ways} aria-label={t('filter.ways')}>
        {ways.map(({ key, search }) => {
          const on = JSON.stringify(sorted(search)) === current;
          return (
            <Link
              key={key}
              to="/applications"
              search={search}
              className={page.way}
              data-on={on}
              aria-current={on ? 'true' : undefined}
              data-testid={`way-${key}`}
            >
              {t(`filter.way.${key}`)}
            </Link>
          );
        })}
      </nav>
      <FilterField value={filter.q ?? ''} onChange={write} label={t('applications.search')} />
      <FilterChip
        name="status"
        several
        choices={applicationStatus.options.map((value) => ({
          value,
          label: t(`status.${value}`),
          mark: <span style={{ width: 9, height: 9, borderRadius: 3, background: statusColour[value] }} aria-hidden />,
        }))}
        chosen={filter.status ?? []}
        onChange={(chosen) => onChange({ status: chosen.length > 0 ? applicationStatus.array().parse(chosen) : undefined })}
      />
      <FilterChip
        name="owner"
        choices={[
          ...(assigns ? [{ value: NOBODY, label: t('filter.nobody') }] : []),
          ...(people.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []),
        ]}
        chosen={filter.unassigned ? [NOBODY] : filter.ownerId ? [filter.ownerId] : []}
        onChange={([chosen]) =>
          onChange(chosen === NOBODY ? { unassigned: true, ownerId: undefined } : { unassigned: undefined, ownerId: chosen })
        }
      />
      {(departments.data?.items.length ?? 0) > 1 && (
        <FilterChip
          name="department"
          choices={departments.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          chosen={filter.departmentId ? [filter.departmentId] : []}
          onChange={([departmentId]) => onChange({ departmentId })}
        />
      )}
    </div>
  );
}

function sorted(filter: Record<string, unknown>): [string, unknown][] {
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => a.localeCompare(b));
}
