import { Button, Modal } from '@mantine/core';
import { IconPhoneOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList, ListFoot } from '../../parts/data-list.js';
import page from '../../parts/page.module.css';
import { Empty, RowSkeletons, Trouble } from '../../parts/states.js';
import { useSession } from '../session/use-session.js';
import { BlockForm } from './block-form.js';
import { blockedCallerColumns } from './blocked-caller-columns.js';
import { blockedCallersQuery } from './blocking-queries.js';
import { RateRule } from './rate-rule.js';
import { useBlockActs } from './use-block-acts.js';

const route = getRouteApi('/frame/blocked-callers');
const ways = ['live', 'over'] as const;

/** Whom we turn away, and whom we did. */
export function BlockedCallersPage() {
  const { t } = useTranslation();
  const { show = 'live' } = route.useSearch();
  const may = useSession().capabilities.includes('blocking:write');
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useInfiniteQuery(blockedCallersQuery(show));
  const rows = list.data?.pages.flatMap((each) => each.items) ?? [];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const { mutate } = useBlockActs();
  const columns = useMemo(
    () => blockedCallerColumns(t, { end: (id) => mutate({ kind: 'end', id }), restore: (id) => mutate({ kind: 'restore', id }) }),
    [t, mutate],
  );

  return (
    <div className={page.page}>
      <div className={page.head}>
        <h1>{t('blocking.title')}</h1>
        <div className={page.gap} />
        {may && (
          <Button onClick={() => setAdding(true)} leftSection={<IconPhoneOff size={15} aria-hidden />} data-testid="block-new">
            {t('blocking.new')}
          </Button>
        )}
      </div>
      <div className={page.tools}>
        <nav className={page.ways} aria-label={t('filter.ways')}>
          {ways.map((way) => (
            <Link
              key={way}
              to="/blocked-callers"
              search={way === 'live' ? {} : { show: way }}
              className={page.way}
              data-on={way === show}
              aria-current={way === show ? 'true' : undefined}
              data-testid={`blocked-${way}`}
            >
              {t(`blocking.way.${way}`)}
            </Link>
          ))}
        </nav>
      </div>
      <RateRule />
      {rows.length > 0 ? (
        <>
          <DataList
            label={t('blocking.title')}
            columns={columns}
            rows={rows}
            idOf={(row) => row.id}
            chosen={chosen}
            onChoose={(row) => setChosen(row.id)}
            onEnd={more}
            least={836}
            testId="blocked-callers"
          />
          <ListFoot shown={rows.length} total={list.data?.pages[0]?.total ?? null} />
        </>
      ) : list.error ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <RowSkeletons />
      ) : (
        <Empty
          title={t(show === 'live' ? 'blocking.none' : 'blocking.noneOver')}
          icon={<IconPhoneOff size={28} stroke={1.4} aria-hidden />}
        >
          {t(show === 'live' ? 'blocking.noneHint' : 'blocking.noneOverHint')}
        </Empty>
      )}
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={t('blocking.new')}
        size="md"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {adding && <BlockForm onDone={() => setAdding(false)} />}
      </Modal>
    </div>
  );
}
