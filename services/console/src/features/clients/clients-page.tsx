import { IconBuilding, IconUser } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataList, ListFoot } from '../../parts/data-list.js';
import { FilterField } from '../../parts/filter-field.js';
import page from '../../parts/page.module.css';
import { Empty, RowSkeletons, Trouble } from '../../parts/states.js';
import { When } from '../../parts/when.js';
import { clientsQuery } from './client-queries.js';
import type { ClientSummary } from './client-types.js';

const route = getRouteApi('/frame/clients');

export function ClientsPage() {
  const { t } = useTranslation();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(clientsQuery(q));
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = list.data?.pages.flatMap((each) => each.items) ?? [];
  const open = (row: ClientSummary) => void navigate({ to: '/clients/$id', params: { id: row.id } });
  const write = useCallback((text: string) => void navigate({ search: text === '' ? {} : { q: text }, replace: true }), [navigate]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const columns = useMemo<readonly Column<ClientSummary>[]>(
    () => [
      {
        key: 'name',
        head: t('clients.name'),
        width: 'minmax(200px, 3fr)',
        cell: (row) => {
          const Icon = row.kind === 'organisation' ? IconBuilding : IconUser;
          return (
            <>
              <Icon
                size={15}
                stroke={1.6}
                className="dimmed"
                role="img"
                aria-label={t(`clients.kind.${row.kind}`)}
                style={{ verticalAlign: '-3px', marginRight: 8 }}
              />
              <Link to="/clients/$id" params={{ id: row.id }} className="quiet">
                {row.name}
              </Link>
            </>
          );
        },
      },
      {
        key: 'owner',
        head: t('applications.owner'),
        width: 'minmax(130px, 1.5fr)',
        cell: (row) => row.owner?.name ?? <span className="dimmed">{t('applications.noOwner')}</span>,
      },
      {
        key: 'open',
        head: t('clients.openApplications'),
        width: '150px',
        align: 'end',
        cell: (row) => <span className={row.openApplications > 0 ? 'figures' : 'figures dimmed'}>{row.openApplications}</span>,
      },
      {
        key: 'last',
        head: t('clients.lastContact'),
        width: '150px',
        cell: (row) => (row.lastContactAt ? <When at={row.lastContactAt} /> : <span className="dimmed">—</span>),
      },
    ],
    [t],
  );

  return (
    <div className={page.page}>
      <div className={page.head}>
        <h1>{t('frame.place.clients')}</h1>
      </div>
      <div className={page.tools}>
        <FilterField value={q} onChange={write} label={t('clients.search')} />
      </div>
      {rows.length > 0 ? (
        <>
          <DataList
            label={t('frame.place.clients')}
            columns={columns}
            rows={rows}
            idOf={(row) => row.id}
            chosen={chosen}
            onChoose={(row) => setChosen(row.id)}
            onOpen={open}
            onEnd={more}
            least={640}
            testId="clients"
          />
          <ListFoot shown={rows.length} total={list.data?.pages[0]?.total ?? null} />
        </>
      ) : list.error ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <RowSkeletons />
      ) : (
        <Empty title={t('clients.none')}>{t(q ? 'clients.noneHint' : 'clients.noneYet')}</Empty>
      )}
    </div>
  );
}
