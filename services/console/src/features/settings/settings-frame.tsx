import { IconPhoneOff, IconSettings, type TablerIcon } from '@tabler/icons-react';
import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import page from '../../parts/page.module.css';
import { Empty } from '../../parts/states.js';
import { useSession } from '../session/use-session.js';
import styles from './settings.module.css';
import { neighbourPlaces, settingsPlaces } from './settings-places.js';

const route = getRouteApi('/frame/settings');

/** What is settled once and then holds for every call: one list of pages, and the page that is open. */
export function SettingsFrame() {
  const { t } = useTranslation();
  const { capabilities } = useSession();
  const { department } = route.useSearch();
  const search = department === undefined ? {} : { department };
  if (!capabilities.includes('department:write'))
    return (
      <div className={page.page}>
        <Empty title={t('settings.notYours')} icon={<IconSettings size={28} stroke={1.4} aria-hidden />}>
          {t('settings.notYoursHint')}
        </Empty>
      </div>
    );
  return (
    <div className={styles.frame}>
      <nav className={styles.nav} aria-label={t('settings.title')} data-testid="settings-nav">
        <div className={styles.group}>{t('settings.title')}</div>
        {settingsPlaces
          .filter((place) => !('may' in place) || capabilities.includes(place.may))
          .map(({ to, key, Icon }) => (
            <Link key={key} to={to} search={search} className={styles.place} data-testid={`settings-${key}`}>
              <Label Icon={Icon} text={t(`settings.${key}.title`)} />
            </Link>
          ))}
        <div className={styles.group}>{t('settings.neighbours')}</div>
        {neighbourPlaces.map(({ to, key, Icon }) => (
          <Link key={key} to={to} search={search} className={styles.place} data-testid={`settings-${key}`}>
            <Label Icon={Icon} text={t(`settings.${key}.title`)} />
          </Link>
        ))}
        <Link to="/blocked-callers" className={styles.place} data-testid="settings-blockedCallers">
          <Label Icon={IconPhoneOff} text={t('settings.blockedCallers.title')} />
        </Link>
      </nav>
      <div className={styles.content}>
        <Outlet />
      </div>
    </div>
  );
}

function Label({ Icon, text }: { Icon: TablerIcon; text: string }) {
  return (
    <>
      <Icon size={16} stroke={1.6} aria-hidden />
      {text}
    </>
  );
}
