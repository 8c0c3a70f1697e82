import { ActionIcon } from '@mantine/core';
import { notice } from '@ringbase/contracts';
import { IconMessage, IconX } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import styles from '../callbacks/reminder-pop-ups.module.css';
import { closeNotice, useNotices } from './notice-store.js';

const mostAtOnce = 3;
const noticeQuery = (id: string) =>
  queryOptions({
    queryKey: ['notice', id],
    queryFn: ({ signal }) => request('GET', `/notices/${id}`, notice, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What call scripts have to tell: it stays until it is closed, and leads to its call. */
export function NoticePopUps() {
  const told = useNotices((notices) => notices.told);
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {told.slice(0, mostAtOnce).map(({ noticeId, callId }) => (
        <PopUp key={noticeId} noticeId={noticeId} callId={callId} />
      ))}
    </div>
  );
}

function PopUp({ noticeId, callId }: { noticeId: string; callId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(noticeQuery(noticeId));
  if (data === undefined) return null;
  return (
    <section className={styles.pop} data-testid="notice-pop-up" data-call-id={callId} aria-label={t('notice.title')}>
      <div className={styles.head}>
        <IconMessage size={15} aria-hidden />
        <span>{t('notice.title')}</span>
        <ActionIcon size="sm" aria-label={t('common.close')} onClick={() => closeNotice(noticeId)}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      <div className={styles.who}>{data.text}</div>
      <Link to="." search={(before) => ({ ...before, look: undefined, call: callId })} className="link">
        {t('notice.openCall')}
      </Link>
    </section>
  );
}
