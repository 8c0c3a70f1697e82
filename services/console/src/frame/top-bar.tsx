import { Kbd } from '@mantine/core';
import { IconSearch, IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PresenceSwitch } from '../features/presence/presence-switch.js';
import { modWith } from '../keyboard/mod-key.js';
import { useLineLost } from '../news/use-line.js';
import { Envelope } from './envelope.js';
import { openPalette } from './palette-store.js';
import { PersonMenu } from './person-menu.js';
import styles from './top-bar.module.css';

export function TopBar() {
  const { t } = useTranslation();
  return (
    <header className={styles.bar}>
      <button type="button" className={styles.search} onClick={openPalette} data-testid="search">
        <IconSearch size={16} aria-hidden />
        <span className="one-line">{t('frame.search')}</span>
        <Kbd size="xs">{modWith('K')}</Kbd>
      </button>
      <div className={styles.gap} />
      <LineLost />
      <Envelope />
      <PresenceSwitch />
      <PersonMenu />
    </header>
  );
}

function LineLost() {
  const { t } = useTranslation();
  const lost = useLineLost();
  return (
    <output aria-live="polite">
      {lost && (
        <span className={styles.line} data-testid="line-lost">
          <IconWifiOff size={14} aria-hidden />
          {t('frame.lineLost')}
        </span>
      )}
    </output>
  );
}
