import { Menu, UnstyledButton } from '@mantine/core';
import type { ApplicationType } from '@ringbase/contracts';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import styles from './application-card.module.css';
import { applicationTypesQuery } from './application-queries.js';

/** The type as a button that opens the others, and none. */
export function TypeMenu({ type, onChange }: { type: ApplicationType | null; onChange: (typeId: string | null) => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(applicationTypesQuery);
  const mark = (colour: string) => <i className={styles.mark} style={{ background: colour }} aria-hidden />;
  return (
    <Menu position="bottom-start" width={240} loop>
      <Menu.Target>
        <UnstyledButton
          className={styles.type ?? ''}
          title={t('applications.change', { field: t('field.type') })}
          data-testid="type"
          data-type={type?.name ?? ''}
        >
          {type ? (
            <>
              {mark(type.colour)}
              {type.name}
            </>
          ) : (
            <span className="dimmed">{t('applications.noType')}</span>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {data?.items.map((option) => (
          <Menu.Item
            key={option.id}
            leftSection={mark(option.colour)}
            rightSection={option.id === type?.id ? <IconCheck size={14} aria-hidden /> : null}
            onClick={() => option.id !== type?.id && onChange(option.id)}
            data-testid={`type-${option.name}`}
          >
            {option.name}
          </Menu.Item>
        ))}
        {type && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => onChange(null)} data-testid="type-none">
              <span className="dimmed">{t('applications.noType')}</span>
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
