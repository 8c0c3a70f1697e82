import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { departmentsQuery } from '../people/people-queries.js';
import { useSession } from '../session/use-session.js';

const route = getRouteApi('/frame/settings');

type Departments = {
  mine: readonly { id: string; name: string }[];
  chosen: string | null;
  isPending: boolean;
  error: unknown;
  again: () => void;
};

/** The departments whose settings are the viewer's, and the one that is looked at: that of the address, else his first. */
export function useSettingsDepartment(): Departments {
  const { department } = route.useSearch();
  const { person, departments: own } = useSession();
  const { data, isPending, error, refetch } = useQuery(departmentsQuery);
  const all = data?.items ?? [];
  const mine = person.role === 'director' ? all : all.filter(({ id }) => own.some((one) => one.id === id));
  return { mine, chosen: department ?? mine[0]?.id ?? null, isPending, error, again: () => void refetch() };
}
