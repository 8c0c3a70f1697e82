import { TextInput } from '@mantine/core';
import { IconPhone, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shownNumber } from '../../parts/phone-link.js';
import { useSettled } from '../../parts/use-settled.js';
import { useTelephone } from '../../softphone/use-telephone.js';
import { clientQuery, clientsQuery } from '../clients/client-queries.js';
import { dial } from './dial.js';
import styles from './telephone.module.css';

/** The dial field takes a name, or a number of the viewer's base; what is dialled is always a number of a client. */
export function IdleView() {
  const { t } = useTranslation();
  const line = useTelephone((telephone) => telephone.line);
  const [text, setText] = useState('');
  const [clientId, setClientId] = useState<string | null>(null);
  const q = useSettled(text.trim());
  const found = useInfiniteQuery({ ...clientsQuery(q, 6), enabled: q.length > 1, placeholderData: keepPreviousData });
  const items = q.length > 1 && text.trim() !== '' ? (found.data?.pages[0]?.items ?? []) : [];
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setText('');
    if (event.key === 'Enter' && items[0]) setClientId(items[0].id);
  };
  const clear = () => {
    setText('');
    setClientId(null);
  };
  return (
    <>
      {(line === 'lost' || line === 'refused') && (
        <div className={styles.warning} data-testid="telephone-unavailable">
          {t(`telephone.unavailable.${line}`)}
        </div>
      )}
      <TextInput
        aria-label={t('telephone.dialField')}
        placeholder={t('telephone.dialField')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setClientId(null);
        }}
        onKeyDown={press}
        data-testid="dial-field"
      />
      {items.length > 0 && (
        <ul className={styles.results}>
          {items.map((client) => (
            <li key={client.id}>
              <button type="button" className={styles.result} data-on={client.id === clientId} onClick={() => setClientId(client.id)}>
                {client.name}
                {client.owner && <span className="dimmed"> · {client.owner.name}</span>}
              </button>
              {client.id === clientId && <Phones clientId={client.id} onDialled={clear} />}
            </li>
          ))}
        </ul>
      )}
      {q.length > 1 && text.trim() === q && found.isSuccess && items.length === 0 && <div className={styles.sub}>{t('list.nothing')}</div>}
    </>
  );
}

function Phones({ clientId, onDialled }: { clientId: string; onDialled: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(clientQuery(clientId));
  if (!data) return null;
  const phones = [...data.phones, ...data.contacts.flatMap((contact) => contact.phones)].filter((phone) => phone.dialable);
  const unique = phones.filter((phone, index) => phones.findIndex(({ id }) => id === phone.id) === index);
  if (unique.length === 0) return <div className={styles.sub}>{t('telephone.noNumber')}</div>;
  return (
    <>
      {unique.map((phone) => (
        <button
          key={phone.id}
          type="button"
          className={`${styles.result} figures`}
          style={{ paddingLeft: 20, color: 'var(--link)' }}
          onClick={() => {
            void dial({ phoneId: phone.id, label: `${data.name}, ${shownNumber(phone)}` });
            onDialled();
          }}
        >
          <IconPhone size={13} aria-hidden /> {shownNumber(phone)}
        </button>
      ))}
    </>
  );
}
