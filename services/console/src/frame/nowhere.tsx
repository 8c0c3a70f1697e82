import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../parts/states.js';

export function Nowhere() {
  const { t } = useTranslation();
  return (
    <Empty title={t('state.nowhere')}>
      <Link to="/" className="link">
        {t('state.toDesk')}
      </Link>
    </Empty>
  );
}
