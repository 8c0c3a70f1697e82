import { applicationStatus, type TimelineEntry } from '@ringbase/contracts';
import { IconArrowRight, IconCoin, IconFlag, IconPencil, IconPlus, IconTransfer, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusMark } from '../../parts/status-mark.js';
import { When } from '../../parts/when.js';
import styles from './timeline.module.css';

type Change = TimelineEntry & { kind: 'change' };

const icons = {
  created: IconPlus,
  status: IconTransfer,
  owner: IconUser,
  important: IconFlag,
  title: IconPencil,
  type: IconPencil,
  amount: IconCoin,
};

/** Who changed what, from what to what. */
export function ChangeEntry({ entry }: { entry: Change }) {
  const { t } = useTranslation();
  const Icon = icons[entry.field];
  return (
    <>
      <span className={styles.icon} aria-hidden>
        <Icon size={15} />
      </span>
      <div className={styles.top}>
        <span className={styles.what}>
          <b>{entry.actor?.name ?? t('timeline.system')}</b> <What entry={entry} />
        </span>
        <span className={styles.at}>
          <When at={entry.at} />
        </span>
      </div>
    </>
  );
}

function What({ entry: { field, from, to } }: { entry: Change }) {
  const { t } = useTranslation();
  if (field === 'created') return <>{t('timeline.created')}</>;
  if (field === 'important') return <>{t(to === 'true' ? 'timeline.madeImportant' : 'timeline.madeOrdinary')}</>;
  const before = applicationStatus.safeParse(from);
  const after = applicationStatus.safeParse(to);
  if (field === 'status' && after.success) {
    return (
      <span className={styles.statuses}>
        {before.success && (
          <>
            <span className={styles.old}>{t(`status.${before.data}`)}</span>
            <IconArrowRight size={13} aria-hidden />
          </>
        )}
        <StatusMark status={after.data} />
      </span>
    );
  }
  return (
    <>
      <span className="dimmed">{t(`field.${field}`)}: </span>
      {from && (
        <>
          <span className={styles.old}>{from}</span>{' '}
        </>
      )}
      {to ?? t('timeline.nothing')}
    </>
  );
}
