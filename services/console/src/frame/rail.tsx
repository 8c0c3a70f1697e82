import {
  IconAddressBook,
  IconBriefcase,
  IconChecklist,
  IconPhoneCall,
  IconPhoneCheck,
  IconPhoneOff,
  IconSettings,
  IconShieldCheck,
  IconSitemap,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../features/session/use-session.js';
import styles from './rail.module.css';

/** `settled`: the settings lead there as well, so that it gives way on a narrow screen to whoever has them. */
const places = [
  { to: '/', key: 'desk', Icon: IconChecklist },
  { to: '/applications', key: 'applications', Icon: IconBriefcase, search: { open: true } },
  { to: '/clients', key: 'clients', Icon: IconAddressBook },
  { to: '/calls', key: 'calls', Icon: IconPhoneCall },
  { to: '/callbacks', key: 'callbacks', Icon: IconPhoneCheck },
  { to: '/blocked-callers', key: 'blocked-callers', Icon: IconPhoneOff, may: 'blocking:read', settled: true },
  { to: '/proofs', key: 'proofs', Icon: IconShieldCheck, may: 'reconciliation:run' },
  { to: '/call-script', key: 'call-script', Icon: IconSitemap, may: 'script:read', settled: true },
  { to: '/settings', key: 'settings', Icon: IconSettings, may: 'department:write' },
] as const;

export function Rail() {
  const { t } = useTranslation();
  const { capabilities } = useSession();
  const open = places.filter((place) => !('may' in place) || capabilities.includes(place.may));
  return (
    <nav className={styles.rail} aria-label={t('frame.navigation')}>
      <div className={styles.mark}>
        <img src="/mark.svg" width={28} height={28} alt="Ringbase" />
      </div>
      {open.map(({ to, key, Icon, ...rest }) => (
        <Link
          key={to}
          to={to}
          {...('search' in rest && { search: rest.search })}
          className={styles.place}
          data-settled={'settled' in rest && capabilities.includes('department:write')}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          data-testid={`rail-${key}`}
        >
          <Icon size={20} stroke={1.6} aria-hidden />
          {t(`frame.place.${key}`)}
        </Link>
      ))}
    </nav>
  );
}
