import { Button, Progress } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readableNumber } from '../../parts/phone-number.js';
import { CardSkeleton, Trouble } from '../../parts/states.js';
import { When } from '../../parts/when.js';
import { type ListedChange, replayCallsQuery, replayQuery } from './script-queries.js';
import styles from './scripts.module.css';

const changes = ['worse', 'better', 'elsewhere'] as const;

/** How far a replay has come and what it has found; the counts open the calls behind them. */
export function ReplayResult({ departmentId, id }: { departmentId: string; id: string }) {
  const { t } = useTranslation();
  const { data: replay, error, refetch } = useQuery(replayQuery(departmentId, id));
  const [change, setChange] = useState<ListedChange | null>(null);
  if (!replay) return error ? <Trouble error={error} again={() => void refetch()} /> : <CardSkeleton />;
  const { total, replayed, counts, state } = replay;
  const runs = state === 'waiting' || state === 'running';
  return (
    <section aria-label={t('scripts.result')} className={styles.narrow} data-testid="replay-result" data-state={state}>
      {runs && (
        <div role="status">
          <Progress
            value={total ? (100 * replayed) / total : 0}
            aria-label={t('scripts.progress', { replayed, total: total ?? '…' })}
            animated
          />
          <p className={styles.facts}>{t('scripts.progress', { replayed, total: total ?? '…' })}</p>
        </div>
      )}
      {state === 'failed' && <p role="alert">{t('scripts.replayFailed', { why: replay.failure })}</p>}
      {state === 'done' && replayed === 0 ? (
        <p role="status">{t('scripts.noCalls')}</p>
      ) : (
        <>
          {state === 'done' && <p role="status">{t('scripts.replayDone', { count: replayed, same: counts.same })}</p>}
          <div className={styles.counts}>
            {changes.map((one) => (
              <Button
                key={one}
                variant={one === change ? 'filled' : 'default'}
                aria-pressed={one === change}
                disabled={counts[one] === 0}
                onClick={() => setChange(one === change ? null : one)}
                data-testid={`replay-${one}`}
              >
                {t(`scripts.change.${one}`)} <span className="figures">&nbsp;{counts[one]}</span>
              </Button>
            ))}
          </div>
          <Matrix matrix={replay.matrix} />
        </>
      )}
      {change && <CallsBehind departmentId={departmentId} id={id} change={change} />}
    </section>
  );
}

function Matrix({ matrix }: { matrix: readonly { before: string; after: string; calls: number }[] }) {
  const { t } = useTranslation();
  const moved = matrix.filter(({ before, after }) => before !== after).toSorted((a, b) => b.calls - a.calls);
  if (moved.length === 0) return null;
  return (
    <table className={styles.table} data-testid="replay-matrix">
      <thead>
        <tr>
          <th>{t('scripts.column.before')}</th>
          <th>{t('scripts.column.after')}</th>
          <th>{t('scripts.column.calls')}</th>
        </tr>
      </thead>
      <tbody>
        {moved.map(({ before, after, calls }) => (
          <tr key={`${before}-${after}`}>
            <td>{t(`scripts.reach.${before}`)}</td>
            <td>{t(`scripts.reach.${after}`)}</td>
            <td className="figures">{calls}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CallsBehind({ departmentId, id, change }: { departmentId: string; id: string; change: ListedChange }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(replayCallsQuery(departmentId, id, change));
  if (list.error) return <Trouble error={list.error} again={() => void list.refetch()} />;
  if (list.isPending) return <CardSkeleton />;
  return (
    <>
      <ul className={styles.faults} data-testid="replay-calls">
        {list.data.pages
          .flatMap(({ items }) => items)
          .map(({ call, before, after, beforePerson, afterPerson }) => (
            <li key={call.id}>
              <Link to="." search={(now: object) => ({ ...now, call: call.id })} className="link">
                <When at={call.startedAt} /> · {call.client?.name ?? readableNumber(call.callerShown)}
              </Link>{' '}
              <span className="dimmed">
                {t(`scripts.reach.${before}`)}
                {beforePerson && ` (${beforePerson.name})`} → {t(`scripts.reach.${after}`)}
                {afterPerson && ` (${afterPerson.name})`}
              </span>
            </li>
          ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t('scripts.more')}
        </Button>
      )}
    </>
  );
}
