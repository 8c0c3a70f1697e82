import { Kbd } from '@mantine/core';
import { IconSearch, IconWifiOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PresenceSwitch } from '../features/presence/presence-switch.js';
import { modWith } from '../keyboard/mod-key.js';
import { useLine } from '../news/use-line.js';
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

/** A blink of the connection is nobody's business; three seconds are. */
function LineLost() {
  const { t } = useTranslation();
  const up = useLine((line) => line.up);
  const [told, setTold] = useState(false);
  useEffect(() => {
    setTold(false);
    if (up !== false) return;
    const timer = setTimeout(() => setTold(true), 3000);
    return () => clearTimeout(timer);
  }, [up]);
  return (
    <output aria-live="polite">
      {told && (
        <span className={styles.line} data-testid="line-lost">
          <IconWifiOff size={14} aria-hidden />
          {t('frame.lineLost')}
        </span>
      )}
    </output>
  );
}
