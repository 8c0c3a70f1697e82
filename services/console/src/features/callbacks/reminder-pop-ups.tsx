import { ActionIcon } from '@mantine/core';
import type { Callback } from '@ringbase/contracts';
import { IconBell, IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/when.js';
import { knock } from '../../softphone/bell.js';
import { useNow } from '../../time/use-now.js';
import { Caller } from '../calls/caller.js';
import { Listen } from '../recordings/listen.js';
import { useBellElection } from '../telephone/use-bell.js';
import { CallbackActs } from './callback-acts.js';
import { originIcons } from './callback-entry.js';
import { callbacksQuery } from './callback-queries.js';
import { choosePopUps, firingOf, mostFresh } from './choose-pop-ups.js';
import { useDueNews } from './due-news.js';
import styles from './reminder-pop-ups.module.css';
import { sayWhom } from './say-whom.js';
import { WhyHis } from './why-his.js';

const mostAtOnce = 2;
const HOUR = 3_600_000;

/** What has just come due, on every tab; handled on one, gone on all, because it is the server's list that is shown. */
export function ReminderPopUps() {
  const { t } = useTranslation();
  // From a whole hour on, so that the list is the same one all the hour: the latest told, however many older ones are open.
  const now = useNow(15);
  const from = Math.floor((now.getTime() - mostFresh) / HOUR) * HOUR;
  const firedAfter = new Date(from).toISOString();
  const { data } = useInfiniteQuery(callbacksQuery({ state: 'open', mine: true, kind: 'promise', firedAfter }));
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const elected = useBellElection((election) => election.elected);
  const told = useDueNews((news) => news.told);
  const popped = choosePopUps(data?.pages.flatMap((page) => page.items) ?? [], told, hidden, now);

  const heard = useRef<string | null>(null);
  const newest = popped[0]?.firedAt ?? null;
  useEffect(() => {
    if (newest === null || newest === heard.current) return;
    heard.current = newest;
    if (elected) knock();
  }, [newest, elected]);

  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {popped.slice(0, mostAtOnce).map((callback) => (
        <PopUp key={callback.id} callback={callback} onHide={() => setHidden(new Set([...hidden, firingOf(callback)]))} />
      ))}
      {popped.length > mostAtOnce && (
        <Link to="/callbacks" className={`${styles.pop} link`}>
          {t('callback.moreDue', { count: popped.length - mostAtOnce })}
        </Link>
      )}
    </div>
  );
}

function PopUp({ callback, onHide }: { callback: Callback; onHide: () => void }) {
  const { t } = useTranslation();
  const Icon = originIcons[callback.origin] ?? IconBell;
  return (
    <section
      className={styles.pop}
      data-testid="reminder-pop-up"
      data-callback-id={callback.id}
      aria-label={t(`callback.origin.${callback.origin}`)}
    >
      <div className={styles.head}>
        <Icon size={15} aria-hidden />
        <span>
          {t(`callback.origin.${callback.origin}`)} · <When at={callback.dueAt} due />
        </span>
        <ActionIcon size="sm" aria-label={t('common.close')} onClick={onHide}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      <div className={styles.who}>
        {sayWhom(t, callback)} {callback.callerShown && <Caller shown={callback.callerShown} />}
      </div>
      <WhyHis callback={callback} />
      <div className={styles.about}>
        {callback.note}
        {callback.application && (
          <div>
            <Link to="/applications/$id" params={{ id: callback.application.id }} className="link">
              № {callback.application.number} {callback.application.title}
            </Link>
          </div>
        )}
      </div>
      {callback.recordingId && <Listen recordingId={callback.recordingId} />}
      <CallbackActs callback={callback} />
    </section>
  );
}
