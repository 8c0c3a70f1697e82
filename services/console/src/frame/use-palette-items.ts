import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { applicationsQuery } from '../features/applications/application-queries.js';
import { clientsQuery } from '../features/clients/client-queries.js';
import { useChoosePresence } from '../features/presence/presence-switch.js';
import { useSession } from '../features/session/use-session.js';
import { useSettled } from '../parts/use-settled.js';

export type PaletteItem = {
  key: string;
  kind: 'application' | 'client' | 'place' | 'presence';
  label: string;
  hint: string;
  run: () => void;
};

const places = [
  ['/', 'desk'],
  ['/applications', 'applications'],
  ['/clients', 'clients'],
  ['/calls', 'calls'],
  ['/callbacks', 'callbacks'],
  ['/blocked-callers', 'blocked-callers', 'blocking:read'],
  ['/call-script', 'call-script', 'script:read'],
  ['/hours', 'hours', 'script:read'],
  ['/settings', 'settings', 'department:write'],
] as const;

/** What the palette offers for a text: what the server finds first, then places and presence by their names. */
export function usePaletteItems(text: string): { items: PaletteItem[]; searching: boolean } {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choose = useChoosePresence();
  const { capabilities } = useSession();
  const q = useSettled(text.trim(), 150);
  const asks = q.length > 1;
  const applications = useInfiniteQuery({ ...applicationsQuery({ q }, 7), enabled: asks, placeholderData: keepPreviousData });
  const clients = useInfiniteQuery({ ...clientsQuery(q, 7), enabled: asks, placeholderData: keepPreviousData });
  const like = (label: string) => label.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase());

  const found: PaletteItem[] = asks
    ? [
        ...(applications.data?.pages[0]?.items ?? []).map((row) => ({
          key: row.id,
          kind: 'application' as const,
          label: `№ ${row.number} ${row.title}`,
          hint: `${row.client.name} · ${t(`status.${row.status}`)}`,
          run: () => void navigate({ to: '/applications/$id', params: { id: row.id } }),
        })),
        ...(clients.data?.pages[0]?.items ?? []).map((row) => ({
          key: row.id,
          kind: 'client' as const,
          label: row.name,
          hint: row.owner?.name ?? '',
          run: () => void navigate({ to: '/clients/$id', params: { id: row.id } }),
        })),
      ]
    : [];
  const fixed: PaletteItem[] = [
    ...places
      .filter(([, , may]) => may === undefined || capabilities.includes(may))
      .map(([to, key]) => ({
        key,
        kind: 'place' as const,
        label: t(`frame.place.${key}`),
        hint: '',
        run: () => void navigate({ to }),
      })),
    ...(['available', 'busy', 'break', 'away'] as const).map((status) => ({
      key: status,
      kind: 'presence' as const,
      label: t(`presence.${status}`),
      hint: '',
      run: () => choose.mutate({ status, reason: null, until: null }),
    })),
  ].filter(({ label }) => like(label));
  return { items: [...found, ...fixed], searching: asks && (applications.isFetching || clients.isFetching || q !== text.trim()) };
}
