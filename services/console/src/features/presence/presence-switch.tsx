import { Menu } from '@mantine/core';
import { type ChoosePresence, presence as presenceShape } from '@ringbase/contracts';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { useLineLost } from '../../news/use-line.js';
import { Elapsed } from '../../parts/elapsed.js';
import { useManner } from '../../time/use-manner.js';
import { useNow } from '../../time/use-now.js';
import { presenceColour } from './presence-look.js';
import { presenceQuery } from './presence-queries.js';
import { presenceSeenHere } from './presence-seen-here.js';
import styles from './presence-switch.module.css';
import { sayUnroutable } from './say-unroutable.js';
import { tellRefusal } from './tell-refusal.js';

/** One click for each; a reason is kept in the viewer's words, colleagues read it as it is. */
const choices = [
  { status: 'available' },
  { status: 'busy' },
  { status: 'break' },
  { status: 'break', reason: 'lunch', minutes: 60 },
  { status: 'away' },
  { status: 'away', reason: 'meeting', minutes: 60 },
  { status: 'away', reason: 'errand' },
  { status: 'offline' },
] as const;

export function useChoosePresence() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ChoosePresence) => request('PUT', '/presence', presenceShape, { body }),
    onSuccess: (answer) => queries.setQueryData(presenceQuery.queryKey, answer),
    onError: (error) => tellRefusal(t, error),
  });
}

export function PresenceSwitch() {
  const { t } = useTranslation();
  const manner = useManner();
  const { data: told } = useQuery(presenceQuery);
  const lost = useLineLost();
  const now = useNow();
  const choose = useChoosePresence();
  if (!told) return null;
  const data = presenceSeenHere(told, lost);
  const why = sayUnroutable(t, data, now, manner);

  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <button
          type="button"
          className={styles.switch}
          data-testid="presence-switch"
          data-status={data.status}
          data-routable={data.routable}
        >
          <span className={styles.now}>
            <span className={styles.dot} style={{ background: presenceColour[data.status] }} aria-hidden />
            <span>{t(`presence.${data.status}`)}</span>
            <span className={styles.time}>
              <Elapsed since={data.since} />
            </span>
            <IconChevronDown size={14} aria-hidden />
          </span>
          {why && (
            <span className={`${styles.why} one-line`} data-testid="no-calls-reach-you" title={why}>
              {why}
            </span>
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => {
          const reason = 'reason' in choice ? t(`presence.reason.${choice.reason}`) : null;
          const until = 'minutes' in choice ? new Date(Date.now() + choice.minutes * 60_000).toISOString() : null;
          const key = `${choice.status}${'reason' in choice ? `-${choice.reason}` : ''}`;
          return (
            <Menu.Item
              key={key}
              leftSection={
                reason ? (
                  <span style={{ width: 10 }} />
                ) : (
                  <span className={styles.dot} style={{ background: presenceColour[choice.status] }} aria-hidden />
                )
              }
              onClick={() => choose.mutate({ status: choice.status, reason, until })}
              data-testid={`presence-${key}`}
            >
              {reason ?? t(`presence.${choice.status}`)}
            </Menu.Item>
          );
        })}
        {data.devices.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('presence.devices')}</Menu.Label>
            {data.devices.map((device) => (
              <Menu.Label key={device.id} style={{ display: 'flex', justifyContent: 'space-between', gap: 12 }}>
                <span>{t(`device.${device.kind}`)}</span>
                <span style={{ color: device.routable ? 'var(--good)' : 'var(--warn)' }}>
                  {device.routable ? t('presence.rings') : device.reason ? t(`presence.why.${device.reason}`) : t('presence.doesNotRing')}
                </span>
              </Menu.Label>
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
