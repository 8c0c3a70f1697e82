import { Button, Group, Menu } from '@mantine/core';
import type { Callback } from '@ringbase/contracts';
import { IconCheck, IconClockPause, IconFilePlus, IconPhone } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useManner } from '../../time/use-manner.js';
import { fromWallClock, wallClockOn } from '../../time/wall-clock.js';
import { useSession } from '../session/use-session.js';
import { dial } from '../telephone/dial.js';
import { ReviewActs } from './review-acts.js';
import { useCallbackActs } from './use-callback-acts.js';

/** Whom a promise is to, in a line. */
export function whoOf(callback: Callback): string {
  return [callback.clientName, callback.callerShown].filter(Boolean).join(', ');
}

export function CallbackActs(props: { callback: Callback; compact?: boolean }) {
  return props.callback.origin === 'review' ? <ReviewActs {...props} /> : <PromiseActs {...props} />;
}

function PromiseActs({ callback, compact = false }: { callback: Callback; compact?: boolean }) {
  const { t } = useTranslation();
  const { timeZone } = useManner();
  const act = useCallbackActs(callback);
  const { phoneId, callId } = callback;
  const mayFile = useSession().capabilities.includes('application:write');
  const snooze = (minutes: number) => act.mutate({ kind: 'snooze', until: new Date(Date.now() + minutes * 60_000) });
  const variant = compact ? 'subtle' : 'default';
  const size = compact ? 'compact-xs' : 'xs';
  return (
    <Group gap={compact ? 4 : 6} wrap={compact ? 'nowrap' : 'wrap'}>
      {phoneId && (
        <Button
          size={size}
          variant={compact ? 'subtle' : 'filled'}
          leftSection={<IconPhone size={14} aria-hidden />}
          onClick={() =>
            void dial({ phoneId, label: whoOf(callback), applicationId: callback.application?.id ?? null, callbackId: callback.id })
          }
          data-testid="callback-dial"
        >
          {t('callback.dial')}
        </Button>
      )}
      {!phoneId && callId && !callback.application && !callback.clientHidden && mayFile && (
        <Button
          size={size}
          variant={compact ? 'subtle' : 'filled'}
          leftSection={<IconFilePlus size={14} aria-hidden />}
          renderRoot={(props) => (
            <Link {...props} to="." search={(before) => ({ ...before, look: undefined, call: callId })} data-testid="callback-make" />
          )}
        >
          {t('applications.make')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size={size} variant={variant} leftSection={<IconClockPause size={14} aria-hidden />} data-testid="callback-snooze">
            {t('callback.later')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {([5, 15, 60] as const).map((minutes) => (
            <Menu.Item key={minutes} onClick={() => snooze(minutes)} data-testid={`callback-snooze-${minutes}`}>
              {minutes === 60 ? t('reminder.preset.in60') : t('callback.inMinutes', { count: minutes })}
            </Menu.Item>
          ))}
          <Menu.Item
            onClick={() => act.mutate({ kind: 'snooze', until: fromWallClock(wallClockOn(new Date(), timeZone, 1, '09:00'), timeZone) })}
          >
            {t('reminder.preset.tomorrow')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => act.mutate({ kind: 'dismiss' })} data-testid="callback-dismiss">
            {t('callback.dismiss')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        size={size}
        variant={variant}
        leftSection={<IconCheck size={14} aria-hidden />}
        loading={act.isPending}
        onClick={() => act.mutate({ kind: 'keep' })}
        data-testid="callback-keep"
      >
        {t('callback.done')}
      </Button>
    </Group>
  );
}
