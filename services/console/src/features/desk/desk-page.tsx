import { IconSun } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import page from '../../parts/page.module.css';
import { Empty, RowSkeletons, Trouble } from '../../parts/states.js';
import { When } from '../../parts/when.js';
import { sayWhen } from '../../time/say-when.js';
import { useManner } from '../../time/use-manner.js';
import { useNow } from '../../time/use-now.js';
import { applicationsQuery } from '../applications/application-queries.js';
import { callbacksQuery } from '../callbacks/callback-queries.js';
import { CallbackRow } from '../callbacks/callback-row.js';
import { useSession } from '../session/use-session.js';
import styles from './desk.module.css';
import { sortDesk } from './sort-desk.js';

/** What to do now, in order; when there is nothing, what comes next. */
export function DeskPage() {
  const { t } = useTranslation();
  const { person } = useSession();
  const manner = useManner();
  const now = useNow(15);
  const promised = useInfiniteQuery(callbacksQuery({ state: 'open', mine: true, kind: 'promise' }));
  const reviews = useInfiniteQuery(callbacksQuery({ state: 'open', mine: true, kind: 'review' }));
  const fresh = useInfiniteQuery(applicationsQuery({ status: ['new'], ownerId: person.id }));
  const error = promised.error ?? fresh.error;
  if (error && !promised.data) {
    return (
      <Trouble
        error={error}
        again={() => {
          void promised.refetch();
          void fresh.refetch();
        }}
      />
    );
  }
  if (!promised.data || !fresh.data) return <RowSkeletons />;

  const { due, today, next } = sortDesk(
    promised.data.pages.flatMap((each) => each.items),
    now,
    manner.timeZone,
  );
  const toReview = reviews.data?.pages.flatMap((each) => each.items) ?? [];
  const news = fresh.data.pages.flatMap((each) => each.items);
  const total = fresh.data.pages[0]?.total ?? news.length;
  const nothing = due.length + today.length + news.length + toReview.length === 0;

  return (
    <div className={page.reading} data-testid="desk">
      <h1 className={styles.title}>{t(nothing ? 'desk.clear' : 'desk.greeting', { name: person.name.split(' ')[0] })}</h1>
      {nothing && (
        <Empty title={t('desk.nothing')} icon={<IconSun size={28} stroke={1.4} aria-hidden />}>
          {!next && t('desk.nothingHint')}
          {next &&
            t('desk.next', { who: next.clientName ?? t('callback.unknownClient'), when: sayWhen(new Date(next.dueAt), now, manner) })}
        </Empty>
      )}
      <Section title={t('desk.due')} count={due.length} testId="desk-due">
        {due.map((callback) => (
          <CallbackRow key={callback.id} callback={callback} />
        ))}
      </Section>
      <Section title={t('desk.newToMe')} count={total} testId="desk-new">
        {news.slice(0, 8).map((row) => (
          <li key={row.id}>
            <Link to="/applications/$id" params={{ id: row.id }} className={styles.row}>
              <span className="figures dimmed">№ {row.number}</span>
              <span className="one-line">{row.title}</span>
              <span className="one-line dimmed">{row.client.name}</span>
              <span className="dimmed">
                <When at={row.createdAt} />
              </span>
            </Link>
          </li>
        ))}
        {total > 8 && (
          <li>
            <Link to="/applications" search={{ status: ['new'], ownerId: person.id }} className={`${styles.more} link`}>
              {t('desk.allNew', { count: total })}
            </Link>
          </li>
        )}
      </Section>
      <Section title={t('desk.today')} count={today.length} testId="desk-today">
        {today.map((callback) => (
          <CallbackRow key={callback.id} callback={callback} />
        ))}
      </Section>
      <Section title={t('desk.review')} count={toReview.length} testId="desk-review">
        {toReview.map((callback) => (
          <CallbackRow key={callback.id} callback={callback} />
        ))}
      </Section>
      {!nothing && due.length + today.length === 0 && next && (
        <p className="dimmed">
          {t('desk.next', { who: next.clientName ?? t('callback.unknownClient'), when: sayWhen(new Date(next.dueAt), now, manner) })}
        </p>
      )}
    </div>
  );
}

function Section({ title, count, testId, children }: { title: string; count: number; testId: string; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section className={styles.section} data-testid={testId}>
      <h2>
        {title} <span className="dimmed figures">{count}</span>
      </h2>
      <ul>{children}</ul>
    </section>
  );
}
