import { keptShare } from '@ringbase/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { useManner } from '../../time/use-manner.js';
import styles from './kept-share-line.module.css';

// Under the callbacks' own key: whatever changes a promise makes the share old.
const keptShareQuery = queryOptions({
  queryKey: ['callbacks', 'kept-share'],
  queryFn: ({ signal }) => request('GET', '/callbacks/kept-share', keptShare, { signal }),
});

/** How callers' promises of this week were kept, with the numbers that make it. */
export function KeptShareLine() {
  const { t } = useTranslation();
  const { locale } = useManner();
  const { data } = useQuery(keptShareQuery);
  if (!data || data.total.promised === 0) return null;
  const { share, kept, keptInTime, openOverdue, openInTime, passedOn } = data.total;
  const percent = share === null ? '' : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
  return (
    <p className={styles.line} title={t('callback.shareHow')} data-testid="kept-share">
      <b>{share === null ? t('callback.shareNone') : t('callback.share', { percent, inTime: keptInTime, judged: kept + openOverdue })}</b>
      {openOverdue > 0 && <span className={styles.overdue}>{t('callback.shareOverdue', { count: openOverdue })}</span>}
      {openInTime > 0 && <span>{t('callback.shareOpen', { count: openInTime })}</span>}
      {passedOn > 0 && <span>{t('callback.sharePassed', { count: passedOn })}</span>}
    </p>
  );
}
