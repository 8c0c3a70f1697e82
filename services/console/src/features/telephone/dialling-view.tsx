import { Button, Loader } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../client/problem.js';
import { sayProblem } from '../../client/say-problem.js';
import { type Dialling, forgetDialling } from './dial.js';
import styles from './telephone.module.css';
import { hasFailed, useDialIntent } from './use-dial-flow.js';

/** A click-to-call under way: my telephone first, then the client's. */
export function DiallingView({ dialling }: { dialling: Dialling }) {
  const { t } = useTranslation();
  const { data: intent } = useDialIntent(dialling.intentId);
  const failed = dialling.error !== null || hasFailed(intent);
  return (
    <div
      data-testid="dialling"
      data-state={dialling.error !== null ? 'refused' : (intent?.state ?? 'waiting')}
      style={{ display: 'grid', gap: 8 }}
    >
      <div className={styles.who}>{dialling.label}</div>
      {failed ? (
        <div className={styles.warning} role="alert">
          {dialling.error !== null ? sayRefusal(t, dialling.error) : sayReason(t, intent?.reason)}
        </div>
      ) : (
        <div className={styles.sub} role="status" style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
          <Loader size={14} aria-hidden />
          {t(`dial.state.${intent?.state ?? 'waiting'}`)}
        </div>
      )}
      <Button variant="default" onClick={forgetDialling}>
        {t(failed ? 'common.close' : 'common.hide')}
      </Button>
    </div>
  );
}

function sayReason(t: TFunction, reason: unknown): string {
  return t(`dial.reason.${typeof reason === 'string' ? reason : 'unknown'}`, { defaultValue: t('dial.reason.unknown') });
}

function sayRefusal(t: TFunction, error: unknown): string {
  return isProblem(error) && error.details['reason'] !== undefined ? sayReason(t, error.details['reason']) : sayProblem(t, error);
}
