import { useTranslation } from 'react-i18next';
import { readableNumber } from '../../parts/phone-number.js';
import { callerKey } from './call-words.js';

export function Caller({ shown }: { shown: string }) {
  const { t } = useTranslation();
  const key = callerKey(shown);
  return key ? (
    t(key)
  ) : (
    <span className="figures" style={{ whiteSpace: 'nowrap' }}>
      {readableNumber(shown)}
    </span>
  );
}
