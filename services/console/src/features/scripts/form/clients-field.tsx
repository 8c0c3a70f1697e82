import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { clientQuery } from '../../clients/client-queries.js';
import { ClientSelect } from '../../clients/client-select.js';
import styles from '../chart/editor.module.css';

/** Clients by their names. */
export function ClientsField({ value, onChange }: { value: readonly string[]; onChange: (ids: readonly string[]) => void }) {
  const { t } = useTranslation();
  const clients = useQueries({ queries: value.map((id) => clientQuery(id)) });
  return (
    <>
      <ul className={styles.picked}>
        {value.map((id, index) => {
          const name = clients[index]?.data?.name ?? id;
          return (
            <li key={id}>
              <span className="one-line">{name}</span>
              <ActionIcon
                size="xs"
                aria-label={t('scripts.form.removeNamed', { name })}
                onClick={() => onChange(value.filter((one) => one !== id))}
              >
                <IconX size={12} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <ClientSelect
        key={value.length}
        value={null}
        label={t(value.length === 0 ? 'scripts.form.clientsMissing' : 'scripts.form.addClient')}
        onChange={(id) => id !== null && !value.includes(id) && onChange([...value, id])}
      />
    </>
  );
}
