import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../parts/states.js';
import styles from './nowhere.module.css';

export function Nowhere() {
  const { t } = useTranslation();
  return (
    <main>
      <Empty title={<h1 className={styles.title}>{t('state.nowhere')}</h1>}>
        <Link to="/" className="link">
          {t('state.toDesk')}
        </Link>
      </Empty>
    </main>
  );
}
