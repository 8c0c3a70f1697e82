import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import type { CallControl } from '@ringbase/contracts';
import { IconArrowForwardUp, IconPlayerPause, IconPlayerPlay, IconPlayerRecord } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../keyboard/use-shortcuts.js';
import { useTelephone } from '../../softphone/use-telephone.js';
import { callControlQuery, useCallAct } from '../calls/control-queries.js';
import { ControlState } from './control-state.js';
import styles from './telephone.module.css';
import { TransferDialog } from './transfer-dialog.js';

/** Milliseconds. */
const ASK_AGAIN = 2000;

/** Hold, hand on, pause the recording, where whoever carries the call can be asked for it; with what goes on in words above it. */
export function ControlBar({ callId }: { callId: string }) {
  const talksHere = useTelephone((telephone) => telephone.talk?.callId === callId);
  const { data: control } = useQuery({
    ...callControlQuery(callId),
    // This browser's telephone knows first that he talks: what the house was told is asked for until it knows it, too.
    refetchInterval: ({ state }) => (talksHere && state.data?.talking !== true ? ASK_AGAIN : false),
  });
  if (!control?.talking) return null;
  if (!control.changeable) return <CarriedElsewhere callId={callId} />;
  return (
    <div style={{ display: 'grid', gap: 8 }} data-testid="call-control">
      <ControlState control={control} />
      {control.asking?.mine && control.asking.mode === 'warm' ? <Consulting control={control} /> : <Acts control={control} />}
    </div>
  );
}

/** An exchange may forget to tell of the end: whoever is on the call can say so. */
function CarriedElsewhere({ callId }: { callId: string }) {
  const { t } = useTranslation();
  const act = useCallAct(callId);
  return (
    <div className={styles.sub} data-testid="call-control-elsewhere">
      {t('control.elsewhere')}{' '}
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => act.mutate({ act: 'over' })}
        loading={act.isPending}
        data-testid="call-is-over"
      >
        {t('control.isOver')}
      </Button>
    </div>
  );
}

/** Somebody is being spoken to: he takes it, all three talk, or back. */
function Consulting({ control: { callId, asking } }: { control: CallControl }) {
  const { t } = useTranslation();
  const act = useCallAct(callId);
  const joined = asking?.joined ?? false;
  return (
    <Group gap={6} wrap="wrap">
      {joined && (
        <>
          <Button size="compact-sm" onClick={() => act.mutate({ act: 'transfer/complete' })} data-testid="complete-transfer">
            {t('control.complete')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => act.mutate({ act: 'transfer/merge' })} data-testid="merge-transfer">
            {t('control.merge')}
          </Button>
        </>
      )}
      <Button size="compact-sm" variant="default" onClick={() => act.mutate({ act: 'transfer/cancel' })} data-testid="cancel-transfer">
        {t(joined ? 'control.backToClient' : 'control.cancel')}
      </Button>
    </Group>
  );
}

function Acts({ control: { callId, hold, asking, recordingPausedSince } }: { control: CallControl }) {
  const { t } = useTranslation();
  const act = useCallAct(callId);
  const [transferring, setTransferring] = useState(false);
  const paused = recordingPausedSince !== null;
  const toggleHold = () => act.mutate({ act: hold ? 'resume' : 'hold' });
  useShortcuts({ 'alt+p': toggleHold, 'alt+t': () => setTransferring(true) }, asking === null);
  return (
    <>
      <div style={{ display: 'flex', gap: 6 }}>
        <Tooltip position="bottom" label={`${t(hold ? 'control.resume' : 'control.hold')} · Alt+P`}>
          <Button
            size="sm"
            variant={hold ? 'filled' : 'default'}
            color="var(--held)"
            style={{ flex: 1 }}
            px={8}
            leftSection={hold ? <IconPlayerPlay size={15} aria-hidden /> : <IconPlayerPause size={15} aria-hidden />}
            aria-pressed={hold !== null}
            disabled={asking !== null}
            onClick={toggleHold}
            data-testid="hold"
          >
            {t(hold ? 'control.resume' : 'control.hold')}
          </Button>
        </Tooltip>
        <Tooltip position="bottom" label={`${t('control.transferHint')} · Alt+T`}>
          <Button
            size="sm"
            variant="default"
            style={{ flex: 1 }}
            px={8}
            leftSection={<IconArrowForwardUp size={15} aria-hidden />}
            disabled={asking !== null}
            onClick={() => setTransferring(true)}
            data-testid="transfer"
          >
            {t('control.transfer')}
          </Button>
        </Tooltip>
        <Tooltip position="bottom" label={t(paused ? 'control.record' : 'control.pauseRecording')}>
          <ActionIcon
            size={34}
            variant={paused ? 'filled' : 'default'}
            color="var(--held)"
            aria-pressed={paused}
            aria-label={t(paused ? 'control.record' : 'control.pauseRecording')}
            onClick={() => act.mutate({ act: paused ? 'recording/resume' : 'recording/pause' })}
            data-testid="pause-recording"
          >
            <IconPlayerRecord size={17} />
          </ActionIcon>
        </Tooltip>
      </div>
      <TransferDialog callId={callId} opened={transferring} onClose={() => setTransferring(false)} />
    </>
  );
}
