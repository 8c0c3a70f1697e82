import type { ApplicationStatus } from '@ringbase/domain';
import { useTranslation } from 'react-i18next';
import { statusColour } from '../look/status-look.js';
import styles from './status-mark.module.css';

/** A status: its colour and, always, the word. */
export function StatusMark({ status }: { status: ApplicationStatus }) {
  const { t } = useTranslation();
  const word = t(`status.${status}`);
  return (
    <span className={styles.mark} title={word}>
      <span className={styles.dot} style={{ background: statusColour[status] }} aria-hidden />
      <span className={styles.word}>{word}</span>
    </span>
  );
}
