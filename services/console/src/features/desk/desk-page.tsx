import { IconSun } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import page from '../../parts/page.module.css';
import { Empty, RowSkeletons, Trouble } from '../../parts/states.js';
import { sayWhen } from '../../time/say-when.js';
import { useManner } from '../../time/use-manner.js';
import { useNow } from '../../time/use-now.js';
import { type ApplicationFilter, applicationsQuery } from '../applications/application-queries.js';
import { callbacksQuery } from '../callbacks/callback-queries.js';
import { CallbackRow } from '../callbacks/callback-row.js';
import { sayWhom } from '../callbacks/say-whom.js';
import { useSession } from '../session/use-session.js';
import { ApplicationSection } from './application-section.js';
import styles from './desk.module.css';
import { DeskSection } from './desk-section.js';
import { sortDesk } from './sort-desk.js';

const nobodys = { status: ['new'], unassigned: true } satisfies ApplicationFilter;

/** What to do now, in order; when there is nothing, what comes next. */
export function DeskPage() {
  const { t } = useTranslation();
  const { person, capabilities } = useSession();
  const manner = useManner();
  const now = useNow(15);
  const promised = useInfiniteQuery(callbacksQuery({ state: 'open', mine: true, kind: 'promise' }));
  const reviews = useInfiniteQuery(callbacksQuery({ state: 'open', mine: true, kind: 'review' }));
  const mine = { status: ['new'], ownerId: person.id } satisfies ApplicationFilter;
  const fresh = useInfiniteQuery(applicationsQuery(mine));
  const assigns = capabilities.includes('application:assign');
  const ownerless = useInfiniteQuery({ ...applicationsQuery(nobodys), enabled: assigns });
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
  if (!promised.data || !fresh.data || (assigns && ownerless.isPending)) return <RowSkeletons />;

  const { due, today, next } = sortDesk(
    promised.data.pages.flatMap((each) => each.items),
    now,
    manner.timeZone,
  );
  const toReview = reviews.data?.pages.flatMap((each) => each.items) ?? [];
  const applications = [...fresh.data.pages, ...(ownerless.data?.pages ?? [])].flatMap((each) => each.items);
  const nothing = due.length + today.length + applications.length + toReview.length === 0;

  return (
    <div className={page.reading} data-testid="desk">
      <h1 className={styles.title}>{t(nothing ? 'desk.clear' : 'desk.greeting', { name: person.name.split(' ')[0] })}</h1>
      {nothing && (
        <Empty title={t('desk.nothing')} icon={<IconSun size={28} stroke={1.4} aria-hidden />}>
          {!next && t('desk.nothingHint')}
          {next && t('desk.next', { who: sayWhom(t, next), when: sayWhen(new Date(next.dueAt), now, manner) })}
        </Empty>
      )}
      <DeskSection title={t('desk.due')} count={due.length} testId="desk-due">
        {due.map((callback) => (
          <CallbackRow key={callback.id} callback={callback} />
        ))}
      </DeskSection>
      <ApplicationSection title={t('desk.newToMe')} testId="desk-new" filter={mine} pages={fresh.data.pages} />
      <ApplicationSection title={t('desk.unassigned')} testId="desk-unassigned" filter={nobodys} pages={ownerless.data?.pages ?? []} />
      <DeskSection title={t('desk.today')} count={today.length} testId="desk-today">
        {today.map((callback) => (
          <CallbackRow key={callback.id} callback={callback} />
        ))}
      </DeskSection>
      <DeskSection title={t('desk.review')} count={toReview.length} testId="desk-review">
        {toReview.map((callback) => (
          <CallbackRow key={callback.id} callback={callback} />
        ))}
      </DeskSection>
      {!nothing && due.length + today.length === 0 && next && (
        <p className="dimmed">{t('desk.next', { who: sayWhom(t, next), when: sayWhen(new Date(next.dueAt), now, manner) })}</p>
      )}
    </div>
  );
}
