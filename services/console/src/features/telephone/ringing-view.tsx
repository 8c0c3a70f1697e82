import type { CallCard } from '@ringbase/contracts';
import { useTranslation } from 'react-i18next';
import { Elapsed } from '../../parts/elapsed.js';
import { readableNumber } from '../../parts/phone-number.js';
import { When } from '../../parts/when.js';
import { callerKey } from '../calls/call-words.js';
import { Caller } from '../calls/caller.js';
import { knownReasons } from '../calls/say-trace.js';
import { AnswerButtons } from './answer-buttons.js';
import styles from './telephone.module.css';
import { useAnswer, useDecline } from './use-answer.js';
import { useRingsElsewhere } from './use-rings-elsewhere.js';

/** Who, which application, last contact, why here; answer or decline. */
export function RingingView({ cards }: { cards: readonly CallCard[] }) {
  const { t } = useTranslation();
  const answer = useAnswer();
  const decline = useDecline();
  const [card] = cards;
  const elsewhere = useRingsElsewhere(card?.callId ?? null);
  if (!card) return null;

  const { client, applicationRef: about } = card;
  const who = client?.name ?? (callerKey(card.callerShown) ? t(callerKey(card.callerShown) ?? '') : readableNumber(card.callerShown));
  const reason = card.reason.replaceAll('_', '-');
  return (
    <div data-testid="incoming-card" data-call-id={card.callId} style={{ display: 'grid', gap: 8 }}>
      <div role="alert" aria-live="assertive">
        {card.askedBy && (
          <div className={styles.sub} data-testid="asked-by">
            {t(`control.askedBy.${card.askedBy.mode}`, { name: card.askedBy.name })}
          </div>
        )}
        <div className={styles.who}>{card.direction === 'inbound' || card.askedBy ? who : t('telephone.yourCallTo', { who })}</div>
        <div className={styles.sub}>
          {client && (
            <>
              <Caller shown={card.callerShown} /> ·{' '}
            </>
          )}
          {card.department?.name}
        </div>
      </div>
      {about && (
        <div>
          <span className="dimmed figures">№ {about.number}</span> {about.title}
          {about.owner && <span className="dimmed"> · {about.owner.name}</span>}
        </div>
      )}
      <div className={styles.sub}>
        {card.lastContactAt ? (
          <>
            {t('telephone.lastContact')} <When at={card.lastContactAt} />
          </>
        ) : (
          t('telephone.firstContact')
        )}
        {knownReasons.has(reason) && <div>{t(`why.${reason}`, { owner: about?.owner?.name ?? '', people: '', count: 0 })}</div>}
        <div>
          {t('telephone.ringsFor')} <Elapsed since={card.startedAt} />
        </div>
      </div>
      {cards.length > 1 && <div className={styles.sub}>{t('telephone.moreRinging', { count: cards.length - 1 })}</div>}
      {elsewhere ? (
        <div className={styles.sub} data-testid="rings-elsewhere">
          {elsewhere.length > 0
            ? t('telephone.ringsAt', { telephones: elsewhere.map((kind) => t(`device.${kind}`)).join(', ') })
            : t('telephone.ringsInAnotherTab')}
        </div>
      ) : (
        <AnswerButtons
          answering={answer.isPending}
          onAnswer={() => answer.mutate({ callId: card.callId, leg: null })}
          onDecline={() => decline(card)}
        />
      )}
    </div>
  );
}
