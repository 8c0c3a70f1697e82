import { Button } from '@mantine/core';
import type { TimelineEntry } from '@ringbase/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CardSkeleton, Empty, Trouble } from '../../parts/states.js';
import { timelineQuery } from '../applications/application-queries.js';
import { CallbackEntry } from '../callbacks/callback-entry.js';
import { CallEntry } from '../calls/call-entry.js';
import { ChangeEntry } from './change-entry.js';
import { CommentEntry } from './comment-entry.js';
import styles from './timeline.module.css';

/** Everything that happened to an application, newest first. */
export function Timeline({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(timelineQuery(applicationId));
  if (!data) return error ? <Trouble error={error} again={() => void refetch()} /> : <CardSkeleton />;
  const entries = data.pages.flatMap((page) => page.items);
  if (entries.length === 0) return <Empty title={t('timeline.empty')} />;
  return (
    <>
      <ol className={styles.timeline} data-testid="timeline" aria-label={t('timeline.title')}>
        {entries.map((entry) => (
          <li key={`${entry.kind}-${entry.id}`} className={styles.entry} data-testid={`timeline-${entry.kind}`} data-entry-id={entry.id}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('timeline.earlier')}
        </Button>
      )}
    </>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  switch (entry.kind) {
    case 'comment':
      return <CommentEntry entry={entry} />;
    case 'change':
      return <ChangeEntry entry={entry} />;
    case 'call':
      return <CallEntry call={entry.call} trace={entry.trace} acts={entry.acts} />;
    case 'callback':
      return <CallbackEntry callback={entry.callback} at={entry.at} />;
  }
}
