import { ActionIcon, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './settings.module.css';

type Props = { name: string; index: number; count: number; move: (by: -1 | 1) => void; testId: string };

/** One place up or down in an order. */
export function MoveButtons({ name, index, count, move, testId }: Props) {
  const { t } = useTranslation();
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        className={styles.bare ?? ''}
        color="gray"
        aria-label={t('settings.up', { name })}
        disabled={index === 0}
        onClick={() => move(-1)}
        data-testid={`${testId}-up`}
      >
        <IconArrowUp size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        className={styles.bare ?? ''}
        color="gray"
        aria-label={t('settings.down', { name })}
        disabled={index === count - 1}
        onClick={() => move(1)}
        data-testid={`${testId}-down`}
      >
        <IconArrowDown size={15} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
