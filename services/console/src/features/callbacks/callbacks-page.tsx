import { Button, Switch } from '@mantine/core';
import { IconPhoneCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import page from '../../parts/page.module.css';
import { Empty, RowSkeletons, Trouble } from '../../parts/states.js';
import { useNow } from '../../time/use-now.js';
import { type CallbackFilter, callbacksQuery } from './callback-queries.js';
import { CallbackRow } from './callback-row.js';
import { KeptShareLine } from './kept-share-line.js';

const route = getRouteApi('/frame/callbacks');
const ways = ['due', 'open', 'review', 'kept', 'dismissed'] as const;
const stateOf = { due: 'open', open: 'open', review: 'open', kept: 'kept', dismissed: 'dismissed' } as const;

export function CallbacksPage() {
  const { t } = useTranslation();
  const { show = 'due', all = false } = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow(15);
  const filter: CallbackFilter = { state: stateOf[show], kind: show === 'review' ? 'review' : 'promise', ...(!all && { mine: true }) };
  const list = useInfiniteQuery(callbacksQuery(filter));
  const known = list.data?.pages.flatMap((each) => each.items) ?? [];
  // What becomes due while the page is open moves here by itself.
  const items = show === 'due' ? known.filter((callback) => Date.parse(callback.dueAt) <= now.getTime()) : known;

  return (
    <div className={page.page}>
      <div className={page.head}>
        <h1>{t('frame.place.callbacks')}</h1>
      </div>
      <KeptShareLine />
      <div className={page.tools}>
        <nav className={page.ways} aria-label={t('filter.ways')}>
          {ways.map((way) => (
            <Link
              key={way}
              to="/callbacks"
              search={{ ...(way !== 'due' && { show: way }), ...(all && { all }) }}
              className={page.way}
              data-on={way === show}
              aria-current={way === show ? 'true' : undefined}
              data-testid={`callbacks-${way}`}
            >
              {t(`callback.way.${way}`)}
            </Link>
          ))}
        </nav>
        <div className={page.gap} />
        <Switch
          size="xs"
          label={t('callback.everybodys')}
          checked={all}
          onChange={(event) =>
            void navigate({ search: (before) => ({ ...before, all: event.currentTarget.checked || undefined }), replace: true })
          }
          data-testid="callbacks-all"
        />
      </div>
      {items.length > 0 ? (
        <ul style={{ margin: 0, padding: 0, listStyle: 'none' }} data-testid="callbacks">
          {items.map((callback) => (
            <CallbackRow key={callback.id} callback={callback} showOwner={all} />
          ))}
          {list.hasNextPage && (
            <li style={{ padding: 12 }}>
              <Button variant="default" fullWidth loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('list.more')}
              </Button>
            </li>
          )}
        </ul>
      ) : list.error ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <RowSkeletons />
      ) : (
        <Empty
          title={t(show === 'due' ? 'callback.noneDue' : show === 'review' ? 'callback.noneToReview' : 'callback.none')}
          icon={<IconPhoneCheck size={28} stroke={1.4} aria-hidden />}
        >
          {show === 'due' && t('callback.noneDueHint')}
          {show === 'review' && t('callback.noneToReviewHint')}
        </Empty>
      )}
    </div>
  );
}
