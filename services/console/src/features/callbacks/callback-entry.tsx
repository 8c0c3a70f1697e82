import type { Callback } from '@ringbase/contracts';
import { IconBell, IconChecklist, IconEye, IconHourglass, IconPhoneX, IconRecordMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/when.js';
import styles from '../timeline/timeline.module.css';
import { CallbackActs } from './callback-acts.js';
import { WhyHis } from './why-his.js';

export const originIcons = {
  reminder: IconBell,
  'missed-call': IconPhoneX,
  voicemail: IconRecordMail,
  'queue-place': IconHourglass,
  review: IconEye,
  task: IconChecklist,
};

/** A promise in the history: what for, when, what became of it. */
export function CallbackEntry({ callback, at }: { callback: Callback; at: string }) {
  const { t } = useTranslation();
  const Icon = originIcons[callback.origin];
  const open = callback.state === 'open';
  return (
    <>
      <span className={styles.icon} data-tone={open ? 'warn' : undefined} aria-hidden>
        <Icon size={15} />
      </span>
      <div className={styles.top}>
        <span className={styles.what}>
          <b>{t(`callback.origin.${callback.origin}`)}</b> <When at={callback.dueAt} due={open} />
          {!open && <span className="dimmed"> · {t(`callback.state.${callback.state}`)}</span>}
        </span>
        <span className={styles.at}>
          <When at={at} />
        </span>
      </div>
      {callback.note && <p className={styles.comment}>{callback.note}</p>}
      <div className={styles.under}>
        {callback.owner && <span>{callback.owner.name}</span>}
        <WhyHis callback={callback} />
        {open && <CallbackActs callback={callback} compact />}
      </div>
    </>
  );
}
