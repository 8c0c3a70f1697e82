import { Button } from '@mantine/core';
import { IconPhone, IconPhoneX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../keyboard/use-shortcuts.js';
import styles from './telephone.module.css';

type Props = { answering: boolean; onAnswer: () => void; onDecline: () => void };

export function AnswerButtons({ answering, onAnswer, onDecline }: Props) {
  const { t } = useTranslation();
  useShortcuts({ 'alt+a': () => answering || onAnswer(), 'alt+d': onDecline });
  return (
    <div className={styles.buttons}>
      <Button
        color="green"
        size="sm"
        px={8}
        loading={answering}
        leftSection={<IconPhone size={16} aria-hidden />}
        onClick={onAnswer}
        title="Alt+A"
        data-testid="answer"
        styles={{ root: { background: '#1a7f4b' } }}
      >
        {t('telephone.answer')}
      </Button>
      <Button
        variant="default"
        size="sm"
        px={8}
        leftSection={<IconPhoneX size={16} aria-hidden />}
        onClick={onDecline}
        title="Alt+D"
        data-testid="decline"
      >
        {t('telephone.decline')}
      </Button>
    </div>
  );
}
