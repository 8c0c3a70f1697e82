import { Select } from '@mantine/core';
import type { Application } from '@ringbase/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Amount } from '../../parts/money.js';
import { PhoneLink, shownNumber } from '../../parts/phone-link.js';
import { When } from '../../parts/when.js';
import { peopleQuery } from '../people/people-queries.js';
import { useSession } from '../session/use-session.js';
import styles from './application-card.module.css';
import type { useChangeApplication } from './use-change-application.js';

export function ApplicationFacts({ application, change }: { application: Application; change: ReturnType<typeof useChangeApplication> }) {
  const { t } = useTranslation();
  const { contact, phones, department, source, paid, note, nextReminderAt } = application;
  return (
    <section className={styles.facts} aria-label={t('applications.facts')}>
      <dl className={styles.pairs}>
        {phones.length > 0 && (
          <>
            <dt className={styles.phones}>{t('clients.phones')}</dt>
            <dd className={styles.phones}>
              {phones.map((phone) => (
                <PhoneLink
                  key={phone.id}
                  phone={phone}
                  label={`${application.client.name}, ${shownNumber(phone)}`}
                  applicationId={application.id}
                />
              ))}
            </dd>
          </>
        )}
        {contact && (
          <>
            <dt>{t('clients.contact')}</dt>
            <dd>
              {contact.name}
              {contact.post && <span className="dimmed"> · {contact.post}</span>}
            </dd>
          </>
        )}
        <dt>{t('applications.owner')}</dt>
        <dd>
          <Owner application={application} change={change} />
        </dd>
      </dl>
      <dl className={`${styles.pairs} ${styles.small}`}>
        <dt>{t('applications.department')}</dt>
        <dd>{department.name}</dd>
        {nextReminderAt && (
          <>
            <dt>{t('applications.nextReminder')}</dt>
            <dd>
              <When at={nextReminderAt} due />
            </dd>
          </>
        )}
        {paid && paid.minor > 0 && (
          <>
            <dt>{t('applications.paid')}</dt>
            <dd>
              <Amount money={paid} />
            </dd>
          </>
        )}
        {source && (
          <>
            <dt>{t('applications.source')}</dt>
            <dd>{source}</dd>
          </>
        )}
        <dt>{t('applications.created')}</dt>
        <dd>
          <When at={application.createdAt} />
        </dd>
        <dt>{t('applications.touched')}</dt>
        <dd>
          <When at={application.touchedAt} />
        </dd>
      </dl>
      {note && <p className={styles.note}>{note}</p>}
    </section>
  );
}

/** Who may assign chooses; the others read. */
function Owner({ application, change }: { application: Application; change: ReturnType<typeof useChangeApplication> }) {
  const { t } = useTranslation();
  const may = useSession().capabilities.includes('application:assign');
  const people = useQuery({ ...peopleQuery, enabled: may });
  if (!may) return application.owner?.name ?? <span className="dimmed">{t('applications.noOwner')}</span>;
  const choices = people.data?.items.map((person) => ({ value: person.id, label: person.name })) ?? [];
  const known =
    application.owner && !choices.some(({ value }) => value === application.owner?.id)
      ? [{ value: application.owner.id, label: application.owner.name }]
      : [];
  return (
    <Select
      size="xs"
      searchable
      clearable
      aria-label={t('applications.owner')}
      placeholder={t('applications.noOwner')}
      nothingFoundMessage={t('list.nothing')}
      data={[...known, ...choices]}
      value={application.owner?.id ?? null}
      onChange={(ownerId) => change.mutate({ before: application, wish: { ownerId }, undoable: t('applications.ownerChanged') })}
      data-testid="owner"
    />
  );
}
