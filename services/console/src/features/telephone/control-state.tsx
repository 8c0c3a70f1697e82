import type { CallControl } from '@ringbase/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Elapsed } from '../../parts/elapsed.js';
import styles from './telephone.module.css';

/** What goes on in the call, in words: on hold, being asked, who else is there, what is not recorded, what could not be done. */
export function ControlState({ control }: { control: CallControl }) {
  const { t } = useTranslation();
  const { asking, askEnded, hold, line, recordingPausedSince, failure } = control;
  const others = line.map(({ person }) => person?.name ?? t('control.guest')).join(', ');
  return (
    <>
      {asking && (
        <Line testId="asking">
          {t(`control.asking.${asking.joined ? 'joined' : asking.mode}`, { name: asking.to })} <Elapsed since={asking.since} />
        </Line>
      )}
      {hold && !asking && (
        <Line testId="on-hold">
          {hold.settled ? (
            <>
              {t('control.onHoldSince')} <Elapsed since={hold.since} />
            </>
          ) : (
            t('control.holding')
          )}
        </Line>
      )}
      {!asking && others !== '' && <Line testId="others">{t('control.with', { names: others })}</Line>}
      {askEnded && (
        <div className={styles.warning} role="status" data-testid="ask-ended">
          {t(`control.askEnded.${askEnded.reason}`, { name: askEnded.to })}
        </div>
      )}
      {recordingPausedSince && (
        <Line testId="not-recorded">
          {t('control.notRecorded')} <Elapsed since={recordingPausedSince} />
        </Line>
      )}
      {failure && (
        <div className={styles.warning} role="alert" data-testid="control-failure">
          {t(`control.failed.${failure.want}`)}
        </div>
      )}
    </>
  );
}

function Line({ testId, children }: { testId: string; children: ReactNode }) {
  return (
    <div className={styles.sub} role="status" data-testid={testId}>
      {children}
    </div>
  );
}
