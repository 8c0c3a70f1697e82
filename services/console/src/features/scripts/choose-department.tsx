import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { departmentsQuery } from '../people/people-queries.js';
import { useSession } from '../session/use-session.js';

/** The department that is looked at: the one in the address, else the first of mine, else the first of all. */
export function useDepartment(asked: string | undefined): string | undefined {
  const { departments: mine } = useSession();
  const { data } = useQuery(departmentsQuery);
  return asked ?? mine[0]?.id ?? data?.items[0]?.id;
}

type Props = { value: string | undefined; onChange: (departmentId: string) => void };

export function ChooseDepartment({ value, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(departmentsQuery);
  return (
    <Select
      aria-label={t('scripts.department')}
      data={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(chosen) => chosen && onChange(chosen)}
      allowDeselect={false}
      w={220}
      data-testid="choose-department"
    />
  );
}
