import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconDialpad, IconMicrophone, IconMicrophoneOff, IconPhoneOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type MouseEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../keyboard/use-shortcuts.js';
import { Elapsed } from '../../parts/elapsed.js';
import { hangUp, sendDigits, setMuted, useTelephone } from '../../softphone/use-telephone.js';
import { callCardQuery, callQuery } from '../calls/call-queries.js';
import { Caller } from '../calls/caller.js';
import { CallNote } from './call-note.js';
import { openCard, useCardDesk } from './card-desk.js';
import { ControlBar } from './control-bar.js';
import { DispositionChoice } from './disposition-choice.js';
import styles from './telephone.module.css';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/**
 * The talk: here by the browser's telephone, or told of only when it is carried elsewhere. The telephone grows upwards, so what is pressed in haste
 * stands lowest: nothing that comes later moves it from under the hand.
 */
export function TalkingView({ callId }: { callId: string | null }) {
  const { t } = useTranslation();
  const talk = useTelephone((telephone) => telephone.talk);
  const elsewhere = useQuery({ ...callQuery(callId ?? ''), enabled: callId !== null && talk === null });
  const { data: card, isFetching } = useQuery({ ...callCardQuery(callId ?? ''), enabled: callId !== null });
  const shownCard = useCardDesk((desk) => desk.callId);
  const [keypad, setKeypad] = useState(false);
  useShortcuts({ 'alt+h': hangUp, 'alt+m': () => setMuted(!talk?.muted) }, talk !== null);

  const since = talk ? talk.connectedAt : (elsewhere.data?.answeredAt ?? null);
  return (
    <div data-testid="talking" data-call-id={callId ?? ''} style={{ display: 'grid', gap: 10 }}>
      <div style={{ display: 'flex', gap: 10, alignItems: 'flex-start' }}>
        <div style={{ flex: 1, minWidth: 0 }}>
          <div className={styles.who}>
            {card?.client?.name ?? (card ? <Caller shown={card.callerShown} /> : isFetching ? '…' : t('telephone.someCall'))}
          </div>
          {card?.applicationRef && (
            <div className={`${styles.sub} one-line`}>
              № {card.applicationRef.number} {card.applicationRef.title}
            </div>
          )}
        </div>
        <span className={styles.timer} data-testid="talk-timer">
          {since ? <Elapsed since={since} /> : '…'}
        </span>
      </div>
      {!talk && <div className={styles.sub}>{t('telephone.elsewhere')}</div>}
      {callId && shownCard !== callId && (
        <Button variant="subtle" onClick={() => openCard(callId)} data-testid="show-card">
          {t('telephone.showCard')}
        </Button>
      )}
      {callId && <DispositionChoice callId={callId} />}
      {card?.application && <CallNote applicationId={card.application.id} />}
      {callId && <ControlBar callId={callId} />}
      {keypad && talk && (
        <div className={styles.keypad}>
          {keys.map((key) => (
            <Button key={key} variant="default" size="sm" className="figures" onClick={() => sendDigits(key)}>
              {key}
            </Button>
          ))}
        </div>
      )}
      {talk && (
        <div className={styles.buttons}>
          <Tooltip label={`${t(talk.muted ? 'telephone.unmute' : 'telephone.mute')} · Alt+M`}>
            <ActionIcon
              size={34}
              variant={talk.muted ? 'filled' : 'default'}
              color="var(--held)"
              aria-pressed={talk.muted}
              aria-label={t(talk.muted ? 'telephone.unmute' : 'telephone.mute')}
              onClick={unlessDouble(() => setMuted(!talk.muted))}
              data-testid="mute"
            >
              {talk.muted ? <IconMicrophoneOff size={17} /> : <IconMicrophone size={17} />}
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('telephone.keypad')}>
            <ActionIcon
              size={34}
              variant="default"
              aria-expanded={keypad}
              aria-label={t('telephone.keypad')}
              onClick={() => setKeypad(!keypad)}
              data-testid="keypad"
            >
              <IconDialpad size={17} />
            </ActionIcon>
          </Tooltip>
          <Button
            size="sm"
            style={{ flex: 3, background: '#c2332a' }}
            leftSection={<IconPhoneOff size={16} aria-hidden />}
            onClick={unlessDouble(hangUp)}
            title="Alt+H"
            data-testid="hang-up"
          >
            {t('telephone.hangUp')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Answer stood where this stands now: the second half of a double click on it was not meant for what came in its place. */
function unlessDouble(act: () => void): (event: MouseEvent) => void {
  return ({ detail }) => {
    if (detail < 2) act();
  };
}
