import type { CallActEntry, CallSummary, TraceStep } from '@ringbase/contracts';
import { IconArrowNarrowRight, IconPhoneIncoming, IconPhoneOutgoing, IconPhoneX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { readableNumber } from '../../parts/phone-number.js';
import { When } from '../../parts/when.js';
import { sayLength } from '../../time/say-when.js';
import { RecordingView } from '../recordings/recording-view.js';
import styles from '../timeline/timeline.module.css';
import { CallActs } from './call-acts.js';
import { standingOf } from './call-words.js';
import { Caller } from './caller.js';
import { WhyHere } from './why-here.js';

/** A call in the history: direction, who with whom, length, outcome, why here, its recordings. */
export function CallEntry({ call, trace, acts = [] }: { call: CallSummary; trace: readonly TraceStep[]; acts?: readonly CallActEntry[] }) {
  const { t } = useTranslation();
  const { key, tone } = standingOf(call);
  const inbound = call.direction === 'inbound';
  const Icon = tone === 'bad' ? IconPhoneX : inbound ? IconPhoneIncoming : IconPhoneOutgoing;
  const colleague = call.answeredBy ?? call.intended;
  const line = <span>{call.department?.name ?? <span className="figures">{readableNumber(call.dialled)}</span>}</span>;
  return (
    <div data-testid="call-entry" data-call-id={call.id} data-outcome={call.outcome ?? call.state}>
      <span className={styles.icon} data-tone={tone} aria-hidden>
        <Icon size={15} />
      </span>
      <div className={styles.top}>
        <span className={styles.what}>
          <b>{t(inbound ? 'call.inbound' : 'call.outbound')}</b> · {t(key, { name: call.answeredBy?.name ?? '' })}
          {call.answeredBy && <> · {call.answeredBy.name}</>}
          {!call.answeredBy && colleague && <span className="dimmed"> · {t('call.forWhom', { name: colleague.name })}</span>}
        </span>
        <span className={styles.at}>
          <When at={call.startedAt} />
        </span>
      </div>
      <div className={styles.under}>
        <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4, flexWrap: 'wrap' }}>
          {inbound ? <Caller shown={call.callerShown} /> : line}
          <IconArrowNarrowRight size={14} aria-hidden />
          {inbound ? line : <Caller shown={call.callerShown} />}
        </span>
        {call.talkSeconds !== null && call.talkSeconds > 0 && (
          <span className="figures">{t('call.talked', { time: sayLength(call.talkSeconds) })}</span>
        )}
        {call.ringSeconds !== null && <span className="figures">{t('call.rang', { time: sayLength(call.ringSeconds) })}</span>}
        <WhyHere callId={call.id} trace={trace} />
      </div>
      <CallActs acts={acts} />
      {call.recordings.map((recording) => (
        <RecordingView key={recording.id} recording={recording} />
      ))}
    </div>
  );
}
