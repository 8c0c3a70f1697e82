import { Button, Group, RingProgress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayLength } from '../../time/say-when.js';
import { useNow } from '../../time/use-now.js';
import { applicationQuery } from '../applications/application-queries.js';
import { StatusMenu } from '../applications/status-menu.js';
import { useChangeApplication } from '../applications/use-change-application.js';
import { ReminderForm } from '../callbacks/reminder-form.js';
import { callCardQuery } from '../calls/call-queries.js';
import { presenceQuery } from '../presence/presence-queries.js';
import { useWrapUp } from '../presence/use-wrap-up.js';
import { CallNote } from './call-note.js';
import { openCard } from './card-desk.js';
import { DispositionChoice } from './disposition-choice.js';
import styles from './telephone.module.css';
import { useWrappedCall } from './use-wrapped-call.js';

/** After the talk: how it stands now, what comes next, and then the next call. */
export function WrapUpView({ until, callId: known }: { until: string; callId: string | null }) {
  const { data: presence } = useQuery(presenceQuery);
  const callId = useWrappedCall(presence?.wrapUpCallId ?? known);
  const { t } = useTranslation();
  const now = useNow();
  const card = useQuery({ ...callCardQuery(callId ?? ''), enabled: callId !== null });
  const end = useWrapUp('finish');
  const more = useWrapUp('extend');
  const left = Math.max(0, (Date.parse(until) - now.getTime()) / 1000);
  // Full when it is first seen: nobody tells when it began.
  const [seen, setSeen] = useState({ until, whole: Math.max(1, left) });
  if (seen.until !== until) setSeen({ until, whole: Math.max(1, left) });
  const applicationId = card.data?.application?.id;
  return (
    <div style={{ display: 'grid', gap: 10 }} data-testid="wrap-up">
      <div className={styles.ring}>
        <RingProgress
          size={52}
          thickness={5}
          sections={[{ value: Math.min(100, (left / seen.whole) * 100), color: 'violet' }]}
          label={
            <div className="figures" style={{ textAlign: 'center', fontSize: 11 }}>
              {sayLength(left)}
            </div>
          }
        />
        <div style={{ minWidth: 0 }}>
          <div className="one-line" style={{ fontWeight: 600 }}>
            {card.data?.client?.name ?? t('telephone.view.wrap-up')}
          </div>
          <Group gap={6}>
            <Button size="compact-xs" variant="light" onClick={() => end.mutate()} data-testid="ready">
              {t('telephone.ready')}
            </Button>
            <Button size="compact-xs" variant="subtle" onClick={() => more.mutate()} data-testid="more-time">
              {t('control.moreTime')}
            </Button>
          </Group>
        </div>
      </div>
      {callId && <DispositionChoice callId={callId} over />}
      {applicationId ? (
        <AfterTalk applicationId={applicationId} />
      ) : (
        callId && (
          <Button variant="subtle" onClick={() => openCard(callId)}>
            {t('telephone.showCard')}
          </Button>
        )
      )}
    </div>
  );
}

function AfterTalk({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation();
  const { data: application } = useQuery(applicationQuery(applicationId));
  const change = useChangeApplication(applicationId);
  const [reminding, setReminding] = useState(false);
  if (!application) return null;
  return (
    <>
      <Group gap="xs">
        <StatusMenu
          status={application.status}
          onChange={(status) =>
            change.mutate({
              before: application,
              wish: { status },
              undoable: t('applications.statusChanged', { status: t(`status.${status}`) }),
            })
          }
        />
        {!reminding && (
          <Button variant="subtle" onClick={() => setReminding(true)}>
            {t('telephone.nextStep')}
          </Button>
        )}
      </Group>
      {reminding && <ReminderForm applicationId={applicationId} clientId={null} onMade={() => setReminding(false)} />}
      <CallNote applicationId={applicationId} />
    </>
  );
}
