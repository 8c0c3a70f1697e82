import { ActionIcon, Tooltip } from '@mantine/core';
import type { Application } from '@ringbase/contracts';
import { IconFlag, IconFlagFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EditInPlace } from '../../parts/edit-in-place.js';
import { Amount } from '../../parts/money.js';
import { useSession } from '../session/use-session.js';
import { AmountField } from './amount-field.js';
import styles from './application-card.module.css';
import type { Changes } from './conflict.js';
import { StatusMenu } from './status-menu.js';
import { TypeMenu } from './type-menu.js';
import type { useChangeApplication } from './use-change-application.js';

type Props = {
  application: Application;
  change: ReturnType<typeof useChangeApplication>;
  statusOpen: boolean;
  onStatusOpen: (open: boolean) => void;
};

export function ApplicationHead({ application, change, statusOpen, onStatusOpen }: Props) {
  const { t } = useTranslation();
  const { amount, paid } = application;
  const debt =
    amount && paid && amount.currency === paid.currency && amount.minor > paid.minor
      ? { ...amount, minor: amount.minor - paid.minor }
      : null;
  // Against what stood there when the field was opened: what somebody else has changed since is a conflict, and not overwritten.
  const put = (field: 'title' | 'type' | 'amount', wish: Changes, before = application) =>
    change.mutate({ before, wish, undoable: t('applications.changed', { field: t(`field.${field}`) }) });
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <h1>
          <span className={`${styles.number} figures`}>№ {application.number}</span>
          <Title application={application} onChange={(title, before) => put('title', { title }, before)} />
        </h1>
        <Tooltip label={`${t('applications.important')} ( ! )`}>
          <ActionIcon
            aria-label={t('applications.important')}
            aria-pressed={application.important}
            color={application.important ? 'orange' : 'gray'}
            onClick={() => change.mutate({ before: application, wish: { important: !application.important } })}
            data-testid="important"
          >
            {application.important ? <IconFlagFilled size={18} /> : <IconFlag size={18} stroke={1.6} />}
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={styles.line}>
        <StatusMenu
          status={application.status}
          opened={statusOpen}
          onOpened={onStatusOpen}
          onChange={(status) =>
            change.mutate({
              before: application,
              wish: { status },
              undoable: t('applications.statusChanged', { status: t(`status.${status}`) }),
            })
          }
        />
        <Link to="/clients/$id" params={{ id: application.client.id }} className="link" data-testid="application-client">
          {application.client.name}
        </Link>
        <TypeMenu type={application.type} onChange={(typeId) => put('type', { typeId })} />
        <span className={styles.money}>
          <AmountField application={application} onChange={(wanted, before) => put('amount', { amount: wanted }, before)} />
          {debt && (
            <span style={{ color: 'var(--bad)' }}>
              {t('applications.debt')} <Amount money={debt} />
            </span>
          )}
        </span>
      </div>
    </header>
  );
}

/** Who sees no numbers reads a title with masks for them, and must not write the masks back. */
function Title({ application, onChange }: { application: Application; onChange: (title: string, before: Application) => void }) {
  const { t } = useTranslation();
  const { seesNumbers } = useSession();
  const before = useRef(application);
  const { title } = application;
  if (!seesNumbers && title.includes('•')) return title;
  const save = (typed: string): string | null => {
    if (typed === '') return t('applications.needTitle');
    onChange(typed, before.current);
    return null;
  };
  return (
    <EditInPlace
      label={t('field.title')}
      text={title}
      maxLength={200}
      onOpen={() => {
        before.current = application;
      }}
      onSave={save}
      testId="title"
    >
      {title}
    </EditInPlace>
  );
}
