import type { TimelineEntry } from '@ringbase/contracts';
import { IconMessage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/when.js';
import styles from './timeline.module.css';

export function CommentEntry({ entry }: { entry: TimelineEntry & { kind: 'comment' } }) {
  const { t } = useTranslation();
  return (
    <>
      <span className={styles.icon} aria-hidden>
        <IconMessage size={15} />
      </span>
      <div className={styles.top}>
        <span className={styles.what}>
          <b>{entry.actor?.name ?? t('timeline.system')}</b>
        </span>
        <span className={styles.at}>
          <When at={entry.at} />
        </span>
      </div>
      <p className={styles.comment}>{entry.text}</p>
    </>
  );
}
