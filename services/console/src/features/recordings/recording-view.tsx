import { Button, Loader } from '@mantine/core';
import { type Recording, recording as recordingShape } from '@ringbase/contracts';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { tellProblem } from '../../parts/tell.js';
import { When } from '../../parts/when.js';
import { useSession } from '../session/use-session.js';
import { Player } from './player.js';
import styles from './recording.module.css';

/** A recording, in whatever state it is; a failed one stays visible with its reason. */
export function RecordingView({ recording }: { recording: Recording }) {
  const { t } = useTranslation();
  const body = () => {
    switch (recording.state) {
      case 'stored':
      case 'attached':
        return <Player recording={recording} />;
      case 'expected':
      case 'in-progress':
        return (
          <span className={styles.waiting}>
            <Loader size={12} aria-hidden />
            {t(`recording.${recording.state}`)}
            {recording.nextAttemptAt && recording.failure && (
              <span className="dimmed">
                {t(`recording.failure.${recording.failure}`)} · {t('recording.nextAttempt')} <When at={recording.nextAttemptAt} due />
              </span>
            )}
          </span>
        );
      case 'failed':
        return <Failed recording={recording} />;
      case 'absent':
      case 'erased':
        return <span className="dimmed">{t(`recording.${recording.state}`)}</span>;
    }
  };
  return (
    <div className={styles.recording} data-testid="recording" data-recording-id={recording.id} data-state={recording.state}>
      {recording.kind === 'voicemail' && <div className={styles.kind}>{t('recording.voicemail')}</div>}
      {body()}
    </div>
  );
}

function Failed({ recording }: { recording: Recording }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const may = useSession().capabilities.includes('recording:retry');
  const retry = useMutation({
    mutationFn: () => request('POST', `/recordings/${recording.id}/retry`, recordingShape),
    onSuccess: () => {
      for (const key of [['timeline'], ['calls'], ['call']]) void queries.invalidateQueries({ queryKey: key });
    },
    onError: (error) => tellProblem(error),
  });
  return (
    <span className={styles.failed} data-testid="recording-failed">
      <IconAlertTriangle size={15} aria-hidden />
      {t('recording.failed', { reason: t(`recording.failure.${recording.failure ?? 'provider-error'}`) })}
      {may && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconRefresh size={13} aria-hidden />}
          loading={retry.isPending}
          onClick={() => retry.mutate()}
          data-testid="recording-retry"
        >
          {t('recording.retry')}
        </Button>
      )}
    </span>
  );
}
