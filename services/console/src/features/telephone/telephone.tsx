import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useTelephone } from '../../softphone/use-telephone.js';
import { useNow } from '../../time/use-now.js';
import { presenceQuery } from '../presence/presence-queries.js';
import { CardlessView } from './cardless-view.js';
import { chooseTelephoneView } from './choose-telephone-view.js';
import { useDialling } from './dial.js';
import { DiallingView } from './dialling-view.js';
import { IdleView } from './idle-view.js';
import { noteLastCall, useLastCall } from './last-call.js';
import { RingingView } from './ringing-view.js';
import { TalkingView } from './talking-view.js';
import styles from './telephone.module.css';
import { useDialFlow } from './use-dial-flow.js';
import { useRings } from './use-rings.js';
import { useTakenCalls } from './use-taken-calls.js';
import { WrapUpView } from './wrap-up-view.js';

/** The docked telephone. Never moves the focus; grows upwards when there is more to say. */
export function Telephone() {
  const { t } = useTranslation();
  useDialFlow();
  useTakenCalls();
  const { line, talk } = useTelephone();
  const { cards, cardless } = useRings();
  const presence = useQuery(presenceQuery);
  const dialling = useDialling((state) => state.dialling);
  const lastCall = useLastCall((last) => last.callId);
  const now = useNow();
  const latest = presence.data?.calls.at(-1)?.callId ?? null;
  const onCall = talk?.callId ?? latest;
  useEffect(() => {
    if (onCall) noteLastCall(onCall);
  }, [onCall]);

  const view = chooseTelephoneView({
    ringing: cards.length + cardless.length,
    talksHere: talk !== null,
    talksElsewhere: latest !== null,
    dialling: dialling !== null,
    wrapUpUntil: presence.data?.wrapUpUntil ?? null,
    now,
  });

  return (
    <section className={styles.telephone} data-state={view} data-line={line} aria-label={t('telephone.title')} data-testid="telephone">
      <div className={styles.head}>
        <span className={styles.lamp} data-line={line} aria-hidden />
        <span>{t(`telephone.view.${view}`)}</span>
        <span>{(view === 'idle' || line !== 'registered') && t(`telephone.line.${line}`)}</span>
      </div>
      <div className={styles.body}>
        {view === 'ringing' && (cards.length > 0 ? <RingingView cards={cards} /> : <CardlessView legs={cardless} />)}
        {view === 'talking' && <TalkingView callId={onCall} />}
        {view === 'dialling' && dialling && <DiallingView dialling={dialling} />}
        {view === 'wrap-up' && presence.data?.wrapUpUntil && <WrapUpView until={presence.data.wrapUpUntil} callId={lastCall} />}
        {view === 'idle' && <IdleView />}
      </div>
    </section>
  );
}
