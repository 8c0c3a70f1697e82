import { Button } from '@mantine/core';
import type { ApplicationSummary } from '@ringbase/contracts';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../keyboard/use-shortcuts.js';
import { DataList, ListFoot } from '../../parts/data-list.js';
import page from '../../parts/page.module.css';
import { Empty, RowSkeletons, Trouble } from '../../parts/states.js';
import { useApplicationColumns } from './application-columns.js';
import { type ApplicationCommand, commandApplication } from './application-commands.js';
import { ApplicationFilters } from './application-filters.js';
import { type ApplicationFilter, applicationsQuery } from './application-queries.js';
import { NewApplication } from './new-application.js';

const route = getRouteApi('/frame/applications');

export function ApplicationsPage() {
  const { t } = useTranslation();
  const { look, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const filter = search as ApplicationFilter;
  const list = useInfiniteQuery(applicationsQuery(filter));
  const columns = useApplicationColumns();
  const [chosen, setChosen] = useState<string | null>(look ?? null);
  const [making, setMaking] = useState(false);
  const rows = list.data?.pages.flatMap((each) => each.items) ?? [];
  const total = list.data?.pages[0]?.total ?? null;

  const change = useCallback(
    (patch: Partial<ApplicationFilter>) =>
      void navigate({ search: (before) => ({ ...before, ...patch, look: undefined }) as typeof before, replace: true }),
    [navigate],
  );
  const lookAt = (id: string | undefined) => void navigate({ search: (before) => ({ ...before, look: id }), replace: true });
  const choose = (row: ApplicationSummary) => {
    setChosen(row.id);
    if (look) lookAt(row.id);
  };
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  // What a key asks of a row is done by its card, so the card comes beside the list.
  const ask = (command: ApplicationCommand) => () => {
    if (!chosen) return;
    if (look !== chosen) lookAt(chosen);
    commandApplication(chosen, command);
  };
  useShortcuts({
    s: ask('status'),
    c: ask('comment'),
    r: ask('reminder'),
    d: ask('dial'),
    '!': ask('important'),
    Escape: () => lookAt(undefined),
  });

  const by = filter.sort ?? 'touched';
  const direction = filter.direction ?? 'desc';
  return (
    <div className={page.page}>
      <div className={page.head}>
        <h1>{t('frame.place.applications')}</h1>
        <div className={page.gap} />
        <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setMaking(true)} data-testid="new-application">
          {t('applications.new')}
        </Button>
      </div>
      <ApplicationFilters filter={filter} onChange={change} />
      {rows.length > 0 ? (
        <>
          <DataList
            label={t('frame.place.applications')}
            columns={columns}
            rows={rows}
            idOf={(row) => row.id}
            chosen={chosen}
            onChoose={choose}
            onOpen={(row) => void navigate({ to: '/applications/$id', params: { id: row.id } })}
            onLook={(row) => lookAt(look === row.id ? undefined : row.id)}
            onEnd={more}
            least={640}
            sorting={{
              by,
              direction,
              change: (next) =>
                change({
                  sort: next as NonNullable<ApplicationFilter['sort']>,
                  direction: next === by && direction === 'desc' ? 'asc' : 'desc',
                }),
            }}
            testId="applications"
          />
          <ListFoot shown={rows.length} total={total} />
        </>
      ) : list.error ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <RowSkeletons />
      ) : (
        <Empty title={t('applications.none')}>
          {Object.keys(search).length > 0 ? (
            <Button variant="default" onClick={() => void navigate({ search: {} })}>
              {t('filter.clear')}
            </Button>
          ) : (
            t('applications.noneYet')
          )}
        </Empty>
      )}
      <NewApplication opened={making} onClose={() => setMaking(false)} />
    </div>
  );
}
