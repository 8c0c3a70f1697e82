import type { Proof } from '@ringbase/contracts';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/when.js';
import { dateFormat } from '../../time/formats.js';
import { useManner } from '../../time/use-manner.js';
import { judgeProof, reasonKey } from './judge-proof.js';
import styles from './proofs.module.css';

/** One night: green or red in colour and word, its numbers, and why something is not settled, with the calls behind it. */
export function ProofEntry({ proof }: { proof: Proof }) {
  const { t } = useTranslation();
  const { locale } = useManner();
  const verdict = judgeProof(proof);
  const Icon = verdict === 'good' ? IconCircleCheck : IconAlertTriangle;
  const night = dateFormat(locale, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'long' }).format(
    new Date(`${proof.night}T00:00:00Z`),
  );
  return (
    <li className={styles.night} data-verdict={verdict} data-testid={`proof-${proof.night}`}>
      <div className={styles.head}>
        <Icon size={18} stroke={1.8} className={styles.mark} aria-hidden />
        <time dateTime={proof.night} className={styles.date}>
          {night}
        </time>
        <b className={styles.mark}>{t(`proof.${verdict}`)}</b>
        <span className={styles.gap} />
        <span className="dimmed">
          <When at={proof.computedAt} />
        </span>
      </div>
      <dl className={`${styles.numbers} figures`}>
        <Figure name={t('proof.calls')} value={proof.calls} />
        <Figure name={t('proof.callsUnwritten')} value={proof.callsUnwritten} bad={proof.callsUnwritten > 0} />
        <Figure name={t('proof.recordings')} value={proof.recordings} />
        <Figure name={t('proof.recordingsUnsettled')} value={proof.recordingsUnsettled} bad={proof.recordingsUnsettled > 0} />
        <Figure name={t('proof.differences')} value={proof.differences} />
        <Figure name={t('proof.differencesOpen')} value={proof.differencesOpen} />
      </dl>
      {proof.reasons.map(({ of, reason, count, sample }) => (
        <details key={of + reason} className={styles.reason}>
          <summary>
            {t(`proof.${of}`)}: {t(`proof.reason.${reasonKey(reason)}`)} <b className="figures">{count}</b>
          </summary>
          <ol className={styles.sample}>
            {[...new Set(sample.map(({ callId }) => callId))].map((callId, index) => (
              <li key={callId}>
                <Link to="/proofs" search={{ call: callId }} className="link">
                  {t('proof.showCall', { number: index + 1 })}
                </Link>
              </li>
            ))}
          </ol>
          {count > sample.length && <p className="dimmed">{t('proof.onlyShown', { shown: sample.length, count })}</p>}
        </details>
      ))}
    </li>
  );
}

function Figure({ name, value, bad = false }: { name: string; value: number; bad?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-bad={bad}>{value}</dd>
    </div>
  );
}
