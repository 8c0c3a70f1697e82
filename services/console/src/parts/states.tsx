import { Button, Skeleton } from '@mantine/core';
import { IconMoodEmpty, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../client/problem.js';
import { sayProblem } from '../client/say-problem.js';
import styles from './states.module.css';

/** Nothing here, and what to do about it. */
export function Empty({ title, children, icon }: { title: ReactNode; children?: ReactNode; icon?: ReactNode }) {
  return (
    <div className={styles.state} data-testid="empty">
      {icon ?? <IconMoodEmpty size={28} stroke={1.4} aria-hidden />}
      <div className={styles.title}>{title}</div>
      {children && <div>{children}</div>}
    </div>
  );
}

/** What happened, and the way to try again; where trying again changes nothing, the way out. */
export function Trouble({ error, again }: { error: unknown; again: () => void }) {
  const { t } = useTranslation();
  const final = isProblem(error, 'FORBIDDEN') || isProblem(error, 'NOT_FOUND');
  return (
    <div className={styles.state} role="alert" data-testid="trouble">
      <IconPlugConnectedX size={28} stroke={1.4} aria-hidden />
      <div className={styles.title}>{t('state.trouble')}</div>
      <div>{sayProblem(t, error)}</div>
      {final ? (
        <Link to="/" className="link">
          {t('state.toDesk')}
        </Link>
      ) : (
        <Button variant="default" onClick={again}>
          {t('state.again')}
        </Button>
      )}
    </div>
  );
}

/** The shape of a list while it is being fetched. */
export function RowSkeletons({ count = 12 }: { count?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.rows} role="status" aria-label={t('state.loading')}>
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div className={styles.row} key={row}>
          <Skeleton height={10} width={48} />
          <Skeleton height={10} width={`${30 + ((row * 7) % 20)}%`} />
          <Skeleton height={10} width={90} />
          <Skeleton height={10} style={{ flex: 1 }} />
        </div>
      ))}
    </div>
  );
}

export function CardSkeleton() {
  const { t } = useTranslation();
  return (
    <div style={{ padding: 20, display: 'grid', gap: 14 }} role="status" aria-label={t('state.loading')}>
      <Skeleton height={20} width="60%" />
      <Skeleton height={12} width="35%" />
      <Skeleton height={90} />
      {[0, 1, 2, 3].map((line) => (
        <Skeleton key={line} height={34} />
      ))}
    </div>
  );
}
