import type { CallActEntry } from '@ringbase/contracts';
import { useTranslation } from 'react-i18next';
import { sayLength } from '../../time/say-when.js';
import styles from '../timeline/timeline.module.css';

/** What was done in the call, line by line: handed on to whom, held, not recorded for how long, noted, what it came to. */
export function CallActs({ acts }: { acts: readonly CallActEntry[] }) {
  const { t } = useTranslation();
  // That somebody was asked is told by what came of it, and the end of a pause tells its length.
  const shown = acts.filter(({ kind }) => kind !== 'recording-paused' && kind !== 'resumed');
  if (shown.length === 0) return null;
  return (
    <ul className={styles.acts} data-testid="call-acts">
      {shown.map((act) => (
        <li key={`${act.at} ${act.kind}`} data-kind={act.kind}>
          {t(`control.history.${act.kind}`, {
            name: act.person?.name ?? t('control.guest'),
            to: act.to ?? '',
            text: act.text ?? '',
            time: sayLength(act.gap ?? 0),
            how: act.mode === null ? '' : t(`control.mode.${act.mode}`),
            why: act.reason === null ? '' : t(`control.over.${act.reason}`),
          })}
        </li>
      ))}
    </ul>
  );
}
