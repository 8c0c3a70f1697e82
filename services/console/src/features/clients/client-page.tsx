import { Button } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PhoneLink, shownNumber } from '../../parts/phone-link.js';
import { CardSkeleton, Empty, Trouble } from '../../parts/states.js';
import { StatusMark } from '../../parts/status-mark.js';
import { When } from '../../parts/when.js';
import { applicationsQuery } from '../applications/application-queries.js';
import { ReminderForm } from '../callbacks/reminder-form.js';
import { CallEntry } from '../calls/call-entry.js';
import { callsQuery } from '../calls/call-queries.js';
import timeline from '../timeline/timeline.module.css';
import styles from './client-page.module.css';
import { clientQuery } from './client-queries.js';

const route = getRouteApi('/frame/clients/$id');

export function ClientPage() {
  const { id } = route.useParams();
  const { t } = useTranslation();
  const { data: client, error, refetch } = useQuery(clientQuery(id));
  const [reminding, setReminding] = useState(false);
  if (!client) return error ? <Trouble error={error} again={() => void refetch()} /> : <CardSkeleton />;
  return (
    <div className={styles.page} data-testid="client-page" data-client-id={client.id}>
      <section className={styles.facts}>
        <h1>{client.name}</h1>
        <div className="dimmed">
          {t(`clients.kind.${client.kind}`)}
          {client.city && ` · ${client.city}`}
        </div>
        <div className={styles.pairs}>
          {client.phones
            .filter((phone) => phone.contactId === null)
            .map((phone) => (
              <PhoneLink key={phone.id} phone={phone} label={`${client.name}, ${shownNumber(phone)}`} />
            ))}
          {client.email && (
            <a className="link" href={`mailto:${client.email}`}>
              {client.email}
            </a>
          )}
          <div>
            <span className="dimmed">{t('applications.owner')}: </span>
            {client.owner?.name ?? t('applications.noOwner')}
          </div>
          {client.lastContactAt && (
            <div>
              <span className="dimmed">{t('clients.lastContact')}: </span>
              <When at={client.lastContactAt} />
            </div>
          )}
        </div>
        {client.contacts.length > 0 && <h2>{t('clients.contacts')}</h2>}
        {client.contacts.map((contact) => (
          <div key={contact.id} style={{ marginBottom: 10 }}>
            <b style={{ fontWeight: 600 }}>{contact.name}</b>
            {contact.post && <span className="dimmed"> · {contact.post}</span>}
            {contact.phones.map((phone) => (
              <PhoneLink key={phone.id} phone={phone} label={`${contact.name}, ${shownNumber(phone)}`} />
            ))}
          </div>
        ))}
        <h2>{t('composer.reminder')}</h2>
        {reminding ? (
          <ReminderForm applicationId={null} clientId={client.id} onMade={() => setReminding(false)} />
        ) : (
          <Button variant="default" leftSection={<IconBell size={14} aria-hidden />} onClick={() => setReminding(true)}>
            {t('clients.remind')}
          </Button>
        )}
      </section>
      <section className={styles.work}>
        <Applications clientId={client.id} />
        <Calls clientId={client.id} />
      </section>
    </div>
  );
}

function Applications({ clientId }: { clientId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useInfiniteQuery(applicationsQuery({ clientId }));
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <h2>{t('frame.place.applications')}</h2>
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data && items.length === 0 && <Empty title={t('clients.noApplications')} />}
      {items.map((row) => (
        <Link key={row.id} to="/applications/$id" params={{ id: row.id }} className={styles.row}>
          <span className="figures dimmed">№ {row.number}</span>
          <span className="one-line">{row.title}</span>
          <StatusMark status={row.status} />
          <span className="dimmed">
            <When at={row.touchedAt} />
          </span>
        </Link>
      ))}
    </>
  );
}

function Calls({ clientId }: { clientId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(callsQuery({ clientId }, 30));
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <h2>{t('frame.place.calls')}</h2>
      {error && <Trouble error={error} again={() => void refetch()} />}
      {data && items.length === 0 && <Empty title={t('calls.none')} />}
      <ol className={timeline.timeline}>
        {items.map((call) => (
          <li key={call.id} className={timeline.entry}>
            <CallEntry call={call} trace={[]} />
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          {t('timeline.earlier')}
        </Button>
      )}
    </>
  );
}
