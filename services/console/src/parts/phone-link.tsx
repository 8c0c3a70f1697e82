import { Tooltip } from '@mantine/core';
import type { Phone } from '@ringbase/contracts';
import { IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dial } from '../features/telephone/dial.js';
import styles from './phone-link.module.css';
import { readableNumber } from './phone-number.js';

export function shownNumber(phone: Phone): string {
  const number = phone.e164 ? readableNumber(phone.e164) : (phone.raw ?? phone.masked);
  return phone.extension ? `${number}, ${phone.extension}` : number;
}

/** A number is a link: one click rings the manager, then the client. */
export function PhoneLink({ phone, label, applicationId = null }: { phone: Phone; label: string; applicationId?: string | null }) {
  const { t } = useTranslation();
  const number = shownNumber(phone);
  return (
    <span className={styles.line}>
      {phone.dialable ? (
        <Tooltip label={t('telephone.dialNumber', { name: label })}>
          <button
            type="button"
            className={`${styles.number} figures`}
            onClick={() => void dial({ phoneId: phone.id, label, applicationId })}
            data-testid="dial"
            data-phone-id={phone.id}
          >
            <IconPhone size={14} aria-hidden />
            {number}
          </button>
        </Tooltip>
      ) : (
        <span className="figures" title={t('telephone.notDialable')}>
          {number}
        </span>
      )}
      <span className="dimmed">{t(`phoneKind.${phone.kind}`)}</span>
    </span>
  );
}
