import { Button, Group } from '@mantine/core';
import type { Callback } from '@ringbase/contracts';
import { IconCheck, IconEye } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCallbackActs } from './use-callback-acts.js';

/** A review is over when it has been looked at: opening it is enough. */
export function ReviewActs({ callback, compact = false }: { callback: Callback; compact?: boolean }) {
  const { t } = useTranslation();
  const act = useCallbackActs(callback);
  const { application, client } = callback;
  const seen = () => act.mutate({ kind: 'keep' });
  const size = compact ? 'compact-xs' : 'xs';
  const look = { size, variant: compact ? 'subtle' : 'filled', leftSection: <IconEye size={14} aria-hidden />, onClick: seen };
  return (
    <Group gap={compact ? 4 : 6} wrap={compact ? 'nowrap' : 'wrap'}>
      {application && (
        <Button
          {...look}
          renderRoot={(props) => <Link {...props} to="/applications/$id" params={{ id: application.id }} data-testid="review-look" />}
        >
          {t('callback.look')}
        </Button>
      )}
      {!application && client && (
        <Button
          {...look}
          renderRoot={(props) => <Link {...props} to="/clients/$id" params={{ id: client.id }} data-testid="review-look" />}
        >
          {t('callback.look')}
        </Button>
      )}
      <Button
        size={size}
        variant={compact ? 'subtle' : 'default'}
        leftSection={<IconCheck size={14} aria-hidden />}
        loading={act.isPending}
        onClick={seen}
        data-testid="review-seen"
      >
        {t('callback.seen')}
      </Button>
    </Group>
  );
}
