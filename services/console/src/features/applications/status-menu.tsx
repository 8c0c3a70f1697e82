import { Menu, UnstyledButton } from '@mantine/core';
import { applicationStatus } from '@ringbase/contracts';
import type { ApplicationStatus } from '@ringbase/domain';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { statusColour } from '../../look/status-look.js';
import styles from './status-menu.module.css';

type Props = {
  status: ApplicationStatus;
  onChange: (status: ApplicationStatus) => void;
  opened?: boolean;
  onOpened?: (opened: boolean) => void;
  ref?: Ref<HTMLButtonElement>;
};

/** The status as a button that opens the fourteen. */
export function StatusMenu({ status, onChange, opened, onOpened, ref }: Props) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-start" width={340} {...(opened !== undefined && { opened })} {...(onOpened && { onChange: onOpened })} loop>
      <Menu.Target>
        <UnstyledButton
          ref={ref}
          className={styles.button}
          data-testid="status"
          data-status={status}
          aria-label={t('applications.statusIs', { status: t(`status.${status}`) })}
        >
          <span className={styles.dot} style={{ background: statusColour[status] }} aria-hidden />
          <span className="one-line">{t(`status.${status}`)}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {applicationStatus.options.map((option) => (
          <Menu.Item
            key={option}
            leftSection={<span className={styles.dot} style={{ background: statusColour[option] }} aria-hidden />}
            rightSection={option === status ? <IconCheck size={14} aria-hidden /> : null}
            onClick={() => option !== status && onChange(option)}
            data-testid={`status-${option}`}
          >
            {t(`status.${option}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
