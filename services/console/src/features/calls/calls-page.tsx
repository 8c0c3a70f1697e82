import type { CallSummary } from '@ringbase/contracts';
import { IconMicrophone, IconPhoneCall, IconPhoneIncoming, IconPhoneOutgoing, IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataList, ListFoot } from '../../parts/data-list.js';
import page from '../../parts/page.module.css';
import { Empty, RowSkeletons, Trouble } from '../../parts/states.js';
import { When } from '../../parts/when.js';
import { sayLength } from '../../time/say-when.js';
import { type CallFilter, callsQuery } from './call-queries.js';
import { standingOf } from './call-words.js';
import { Caller } from './caller.js';

const route = getRouteApi('/frame/calls');

const ways = {
  all: {},
  missed: { outcome: 'missed' },
  voicemail: { outcome: 'voicemail' },
  inbound: { direction: 'inbound' },
  outbound: { direction: 'outbound' },
  unassigned: { unassigned: true },
  blocked: { outcome: 'blocked' },
} as const satisfies Record<string, CallFilter>;

const tones = { good: 'inherit', plain: 'inherit', bad: 'var(--bad)', warn: 'var(--warn)' };

export function CallsPage() {
  const { t } = useTranslation();
  const { show = 'all', block, call: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(callsQuery({ ...ways[show], ...(block !== undefined && { blockedCallerId: block }) }));
  const rows = list.data?.pages.flatMap((each) => each.items) ?? [];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const lookAt = (row: CallSummary) => void navigate({ search: (before) => ({ ...before, call: row.id }), replace: true });
  const open = (row: CallSummary) => row.application && void navigate({ to: '/applications/$id', params: { id: row.application.id } });

  const columns = useMemo<readonly Column<CallSummary>[]>(
    () => [
      {
        key: 'direction',
        head: t('calls.direction'),
        bare: true,
        width: '20px',
        cell: (row) => {
          const Icon = row.direction === 'inbound' ? IconPhoneIncoming : IconPhoneOutgoing;
          return (
            <Icon
              size={15}
              role="img"
              aria-label={t(`call.${row.direction}`)}
              style={{ verticalAlign: '-3px', color: tones[standingOf(row).tone] }}
            />
          );
        },
      },
      { key: 'when', head: t('calls.when'), width: '128px', cell: (row) => <When at={row.startedAt} /> },
      {
        key: 'who',
        head: t('calls.who'),
        width: 'minmax(250px, 2fr)',
        cell: (row) => <Who call={row} />,
      },
      {
        key: 'application',
        head: t('calls.application'),
        width: 'minmax(130px, 1.4fr)',
        from: 830,
        cell: (row) =>
          row.application && (
            <Link to="/applications/$id" params={{ id: row.application.id }} className="quiet">
              <span className="dimmed figures">№ {row.application.number}</span> {row.application.title}
            </Link>
          ),
      },
      {
        key: 'department',
        head: t('applications.department'),
        width: 'minmax(90px, 1fr)',
        from: 1150,
        cell: (row) => row.department?.name,
      },
      {
        key: 'outcome',
        head: t('calls.outcome'),
        width: 'minmax(130px, 1fr)',
        cell: (row) => {
          const { key, tone } = standingOf(row);
          return <span style={{ color: tones[tone] }}>{t(key)}</span>;
        },
      },
      {
        key: 'whose',
        head: t('calls.whose'),
        width: 'minmax(135px, 1fr)',
        from: 1000,
        cell: (row) => row.answeredBy?.name ?? (row.intended && <span className="dimmed">{row.intended.name}</span>),
      },
      {
        key: 'talk',
        head: t('calls.length'),
        width: '64px',
        align: 'end',
        cell: (row) => (row.talkSeconds ? <span className="figures">{sayLength(row.talkSeconds)}</span> : null),
      },
      {
        key: 'recording',
        head: t('calls.recorded'),
        bare: true,
        width: '20px',
        cell: (row) =>
          row.recordings.length > 0 && (
            <IconMicrophone size={15} className="dimmed" role="img" aria-label={t('calls.recorded')} style={{ verticalAlign: '-3px' }} />
          ),
      },
    ],
    [t],
  );

  return (
    <div className={page.page}>
      <div className={page.head}>
        <h1>{t('frame.place.calls')}</h1>
      </div>
      <div className={page.tools}>
        <nav className={page.ways} aria-label={t('filter.ways')}>
          {(Object.keys(ways) as (keyof typeof ways)[]).map((way) => (
            <Link
              key={way}
              to="/calls"
              search={way === 'all' ? {} : { show: way }}
              className={page.way}
              data-on={way === show}
              aria-current={way === show ? 'true' : undefined}
            >
              {t(`calls.way.${way}`)}
            </Link>
          ))}
        </nav>
        {block !== undefined && (
          <span className={page.chip}>
            <button type="button" onClick={() => void navigate({ search: { show: 'blocked' } })} data-testid="calls-of-block">
              {t('calls.ofOneBlock')} <IconX size={13} aria-label={t('filter.clear')} style={{ verticalAlign: '-2px' }} />
            </button>
          </span>
        )}
      </div>
      {rows.length > 0 ? (
        <>
          <DataList
            label={t('frame.place.calls')}
            columns={columns}
            rows={rows}
            idOf={(row) => row.id}
            chosen={chosen ?? null}
            onChoose={lookAt}
            onOpen={open}
            onEnd={more}
            least={660}
            testId="calls"
          />
          <ListFoot shown={rows.length} total={list.data?.pages[0]?.total ?? null} />
        </>
      ) : list.error ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <RowSkeletons />
      ) : (
        <Empty title={t(show === 'all' ? 'calls.none' : 'calls.noneSuch')} icon={<IconPhoneCall size={28} stroke={1.4} aria-hidden />}>
          {show === 'all' ? (
            t('calls.noneHint')
          ) : (
            <Link to="/calls" className="link">
              {t('filter.clear')}
            </Link>
          )}
        </Empty>
      )}
    </div>
  );
}

/** A name may be cut short, a number never is: half of one is nobody's. */
function Who({ call: { client, callerShown } }: { call: CallSummary }) {
  if (!client) return <Caller shown={callerShown} />;
  return (
    <span style={{ display: 'flex', gap: 8 }}>
      <Link to="/clients/$id" params={{ id: client.id }} className="quiet one-line" title={client.name}>
        {client.name}
      </Link>
      <span className="dimmed" style={{ flex: 'none' }}>
        <Caller shown={callerShown} />
      </span>
    </span>
  );
}
