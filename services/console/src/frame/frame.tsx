import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ReminderPopUps } from '../features/callbacks/reminder-pop-ups.js';
import { NoticePopUps } from '../features/notices/notice-pop-ups.js';
import { Colleagues } from '../features/presence/colleagues.js';
import { CallCardPanel } from '../features/telephone/call-card-panel.js';
import { useCardDesk } from '../features/telephone/card-desk.js';
import { Telephone } from '../features/telephone/telephone.js';
import { useBell } from '../features/telephone/use-bell.js';
import { useTitle } from '../features/telephone/use-title.js';
import { ShortcutsHelp } from '../keyboard/shortcuts-help.js';
import { useNews } from '../news/use-news.js';
import { startTelephone } from '../softphone/use-telephone.js';
import styles from './frame.module.css';
import { LookOutlet, useLook } from './look-outlet.js';
import { Palette } from './palette.js';
import { Rail } from './rail.js';
import { TopBar } from './top-bar.js';

/** Everything around a page; present as long as somebody is signed in. */
export function Frame() {
  const { t } = useTranslation();
  useNews();
  useBell();
  useTitle();
  useEffect(() => startTelephone(), []);
  const card = useCardDesk((desk) => desk.callId);
  const look = useLook();
  const wide = card !== null || look !== null;

  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main">
        {t('frame.skip')}
      </a>
      <Rail />
      <TopBar />
      <main className={styles.main} id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <aside className={styles.aside} data-wide={wide} aria-label={t('frame.aside')}>
        {card !== null ? (
          <section className={styles.look} key={card}>
            <CallCardPanel callId={card} />
          </section>
        ) : look !== null ? (
          <section className={styles.look}>
            <LookOutlet look={look} />
          </section>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: where reminders take its room it scrolls, for those without a mouse as well
          <div className={styles.room} tabIndex={0}>
            <Colleagues />
          </div>
        )}
        <NoticePopUps />
        <ReminderPopUps />
        <Telephone />
      </aside>
      <Palette />
      <ShortcutsHelp />
    </div>
  );
}
