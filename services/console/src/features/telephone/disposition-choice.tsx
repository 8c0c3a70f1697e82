import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { callControlQuery, useCallAct } from '../calls/control-queries.js';
import styles from './telephone.module.css';

/** What the call came to; where the department wants to know it, it is asked for when the call is `over`, until it is said. */
export function DispositionChoice({ callId, over = false }: { callId: string; over?: boolean }) {
  const { t } = useTranslation();
  const { data } = useQuery(callControlQuery(callId));
  const act = useCallAct(callId);
  if (!data?.mine || data.dispositions.items.length === 0) return null;
  const wanted = over && data.dispositions.required && data.disposition === null;
  return (
    <div style={{ display: 'grid', gap: 4 }}>
      <Select
        size="sm"
        aria-label={t('control.disposition')}
        placeholder={t('control.disposition')}
        data={data.dispositions.items.map(({ id, label }) => ({ value: id, label }))}
        value={data.disposition?.id ?? null}
        allowDeselect={false}
        onChange={(dispositionId) => dispositionId !== null && act.mutate({ act: 'disposition', body: { dispositionId } })}
        data-testid="disposition"
      />
      {wanted && (
        <div className={styles.warning} data-testid="disposition-wanted">
          {t('control.dispositionWanted')}
        </div>
      )}
    </div>
  );
}
