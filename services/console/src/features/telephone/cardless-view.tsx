import { useTranslation } from 'react-i18next';
import type { SoftphoneCall } from '../../softphone/softphone.js';
import { rejectLeg } from '../../softphone/use-telephone.js';
import { Caller } from '../calls/caller.js';
import { useSession } from '../session/use-session.js';
import { AnswerButtons } from './answer-buttons.js';
import { callerOfLeg } from './cardless-legs.js';
import styles from './telephone.module.css';
import { useAnswer } from './use-answer.js';

/**
 * A leg that rings here and of which nothing is known but that it rings: to be answered all the same. Its number may be the
 * caller's or, where the house could not be asked who may see it, the company's own.
 */
export function CardlessView({ legs }: { legs: readonly SoftphoneCall[] }) {
  const { t } = useTranslation();
  const { seesNumbers } = useSession();
  const answer = useAnswer();
  const [leg] = legs;
  if (!leg) return null;
  const caller = callerOfLeg(leg, seesNumbers);
  return (
    <div data-testid="incoming-leg" data-call-sid={leg.callSid} style={{ display: 'grid', gap: 8 }}>
      <div role="alert" aria-live="assertive">
        <div className={styles.who}>{t('telephone.someCall')}</div>
        {caller !== null && (
          <div>
            {t('telephone.numberShown')} <Caller shown={caller} />
          </div>
        )}
        <div className={styles.sub}>{t('telephone.nothingKnown')}</div>
      </div>
      <AnswerButtons
        answering={answer.isPending}
        onAnswer={() => answer.mutate({ callId: leg.callId, leg })}
        onDecline={() => rejectLeg(leg)}
      />
      {legs.length > 1 && <div className={styles.sub}>{t('telephone.moreRinging', { count: legs.length - 1 })}</div>}
    </div>
  );
}
