import { Button } from '@mantine/core';
import type { BlockedCallerView } from '@ringbase/contracts';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { Column } from '../../parts/data-list.js';
import { When } from '../../parts/when.js';
import { Caller } from '../calls/caller.js';

type Acts = { end: (id: string) => void; restore: (id: string) => void };

/** A block's row: whom, where, why, by whom and when, until when, how many calls it stopped and the last of them, and its one act. */
export function blockedCallerColumns(t: TFunction, acts: Acts): readonly Column<BlockedCallerView>[] {
  return [
    { key: 'whom', head: t('blocking.whom'), width: 'minmax(150px, 1.4fr)', cell: (row) => <Whom row={row} t={t} /> },
    {
      key: 'where',
      head: t('blocking.where'),
      width: 'minmax(110px, 1fr)',
      cell: (row) => row.department?.name ?? <span className="dimmed">{t('blocking.wholeCompany')}</span>,
    },
    {
      key: 'reason',
      head: t('blocking.reason'),
      width: 'minmax(110px, 2fr)',
      cell: (row) => row.reason ?? (row.rate && t('blocking.tooOften', { count: row.rate.calls, minutes: row.rate.minutes })),
    },
    {
      key: 'by',
      head: t('blocking.by'),
      width: 'minmax(170px, 1.4fr)',
      from: 1018,
      cell: (row) => (
        <>
          {row.blockedBy?.name ?? t('blocking.byItself')}{' '}
          <span className="dimmed">
            <When at={row.blockedAt} />
          </span>
        </>
      ),
    },
    { key: 'until', head: t('blocking.until'), width: 'minmax(100px, 1fr)', cell: (row) => <Until row={row} t={t} /> },
    { key: 'stopped', head: t('blocking.stopped'), width: '124px', cell: (row) => <Stopped row={row} t={t} /> },
    {
      key: 'act',
      head: t('blocking.act'),
      bare: true,
      width: '150px',
      align: 'end',
      cell: (row) => <Act row={row} t={t} acts={acts} />,
    },
  ];
}

type Cell = { row: BlockedCallerView; t: TFunction };

function Whom({ row, t }: Cell) {
  if (row.kind === 'withheld' || row.shown === null) return t('blocking.withheld');
  if (row.kind === 'number') return <Caller shown={row.shown} />;
  return (
    <>
      {t('blocking.begins')} <Caller shown={row.shown} />
    </>
  );
}

function Until({ row, t }: Cell) {
  if (row.endedAt !== null)
    return (
      <span className="dimmed">
        <When at={row.endedAt} />
        {row.endedBy && ` · ${row.endedBy.name}`}
      </span>
    );
  return row.until === null ? t('blocking.for.good') : <When at={row.until} due />;
}

function Stopped({ row, t }: Cell) {
  if (row.stoppedCalls === 0) return <span className="dimmed figures">0</span>;
  return (
    <>
      <Link
        to="/calls"
        search={{ show: 'blocked', block: row.id }}
        className="link figures"
        aria-label={t('blocking.stoppedCalls', { count: row.stoppedCalls })}
        data-testid="stopped-calls"
      >
        {row.stoppedCalls}
      </Link>{' '}
      {row.lastStoppedAt && (
        <span className="dimmed">
          <When at={row.lastStoppedAt} />
        </span>
      )}
    </>
  );
}

function Act({ row, t, acts }: Cell & { acts: Acts }) {
  if (!row.mayEnd) return null;
  if (row.state === 'live')
    return (
      <Button variant="default" size="compact-sm" onClick={() => acts.end(row.id)} data-testid="unblock">
        {t('blocking.end')}
      </Button>
    );
  const lasts = row.until === null || Date.parse(row.until) > Date.now();
  return (
    row.endedAt !== null &&
    lasts && (
      <Button variant="subtle" size="compact-sm" onClick={() => acts.restore(row.id)} data-testid="block-again">
        {t('blocking.restore')}
      </Button>
    )
  );
}
