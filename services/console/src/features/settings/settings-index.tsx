import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import page from '../../parts/page.module.css';
import { useSession } from '../session/use-session.js';
import styles from './settings.module.css';
import { settingsPlaces } from './settings-places.js';

const route = getRouteApi('/frame/settings');

/** What can be settled, each in a sentence. */
export function SettingsIndex() {
  const { t } = useTranslation();
  const { capabilities } = useSession();
  const { department } = route.useSearch();
  return (
    <div className={page.page}>
      <div className={page.head}>
        <h1>{t('settings.title')}</h1>
      </div>
      <ul className={styles.cards}>
        {settingsPlaces
          .filter((place) => !('may' in place) || capabilities.includes(place.may))
          .map(({ to, key, Icon }) => (
            <li key={key}>
              <Link to={to} search={department === undefined ? {} : { department }} className={styles.card}>
                <Icon size={20} stroke={1.5} aria-hidden />
                <b>{t(`settings.${key}.title`)}</b>
                <span className="dimmed">{t(`settings.${key}.hint`)}</span>
              </Link>
            </li>
          ))}
      </ul>
    </div>
  );
}
