import type { Callback } from '@ringbase/contracts';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/when.js';
import styles from './why-his.module.css';

/** Why a promise lies with whom it does, when that is not plain: it was passed on, or a colleague has talked. */
export function WhyHis({ callback: { passed, answeredBy } }: { callback: Callback }) {
  const { t } = useTranslation();
  if (!passed && !answeredBy) return null;
  return (
    <span className={styles.why} data-testid="callback-why">
      {answeredBy && t('callback.talkedWith', { who: answeredBy })}
      {answeredBy && passed && ' · '}
      {passed && (
        <>
          {passed.from
            ? t('callback.passedOn', { from: passed.from.name, why: t(`callback.why.${passed.reason}`) })
            : t('callback.passedOnNobodys', { why: t(`callback.why.${passed.reason}`) })}
          {' · '}
          <When at={passed.at} />
        </>
      )}
    </span>
  );
}
