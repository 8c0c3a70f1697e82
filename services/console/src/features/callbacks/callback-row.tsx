import type { Callback } from '@ringbase/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/when.js';
import { sayTime, sayWhen } from '../../time/say-when.js';
import { useManner } from '../../time/use-manner.js';
import { useNow } from '../../time/use-now.js';
import { toWallClock } from '../../time/wall-clock.js';
import { Caller } from '../calls/caller.js';
import { Listen } from '../recordings/listen.js';
import { CallbackActs } from './callback-acts.js';
import { originIcons } from './callback-entry.js';
import styles from './callback-row.module.css';
import { sayWhom } from './say-whom.js';
import { WhyHis } from './why-his.js';

/** A promise in a list: when, to whom, what about, and what can be done. */
export function CallbackRow({ callback, showOwner = false }: { callback: Callback; showOwner?: boolean }) {
  const { t } = useTranslation();
  const now = useNow(15);
  const manner = useManner();
  const Icon = originIcons[callback.origin];
  const open = callback.state === 'open';
  const isReview = callback.origin === 'review';
  const isDue = open && !isReview && Date.parse(callback.dueAt) <= now.getTime();
  const keepBy = open && callback.keepBy !== null ? new Date(callback.keepBy) : null;
  const dayOf = (moment: Date) => toWallClock(moment, manner.timeZone).slice(0, 10);
  const isToday = (moment: Date) => dayOf(moment) === dayOf(now);
  const overdue = keepBy !== null && keepBy < now;
  const about = [callback.note, callback.application && `№ ${callback.application.number} ${callback.application.title}`].filter(Boolean);
  return (
    <li
      className={styles.row}
      data-due={isDue}
      data-overdue={overdue}
      data-testid="callback-row"
      data-callback-id={callback.id}
      data-origin={callback.origin}
      data-state={callback.state}
    >
      <span
        className={styles.icon}
        title={t(`callback.origin.${callback.origin}`)}
        role="img"
        aria-label={t(`callback.origin.${callback.origin}`)}
      >
        <Icon size={15} />
      </span>
      <span className={styles.due}>
        <When at={callback.dueAt} due={open && !isReview} />
        {keepBy && (
          <span className={styles.keepBy} data-testid="callback-keep-by">
            {t(overdue ? 'callback.overdue' : 'callback.callBy', {
              time: isToday(keepBy) ? sayTime(keepBy, manner) : sayWhen(keepBy, now, manner),
            })}
          </span>
        )}
      </span>
      <div className={styles.who}>
        <div>
          {callback.client ? (
            <Link to="/clients/$id" params={{ id: callback.client.id }} className="quiet">
              <b style={{ fontWeight: 600 }}>{callback.client.name}</b>
            </Link>
          ) : (
            <b style={{ fontWeight: 600 }}>{sayWhom(t, callback)}</b>
          )}{' '}
          {callback.callerShown && (
            <span className="dimmed">
              <Caller shown={callback.callerShown} />
            </span>
          )}
          {showOwner && callback.owner && <span className="dimmed"> · {callback.owner.name}</span>}
        </div>
        <div className={styles.note}>
          {callback.application ? (
            <Link to="/applications/$id" params={{ id: callback.application.id }} className="quiet">
              {about.join(' · ')}
            </Link>
          ) : (
            about.join(' · ') || t(`callback.origin.${callback.origin}`)
          )}
        </div>
        <WhyHis callback={callback} />
        {callback.recordingId && <Listen recordingId={callback.recordingId} />}
      </div>
      {open ? (
        <CallbackActs callback={callback} compact={!isDue && !isReview} />
      ) : (
        <span className="dimmed">{t(`callback.state.${callback.state}`)}</span>
      )}
    </li>
  );
}
