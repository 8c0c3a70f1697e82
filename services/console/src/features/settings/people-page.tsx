import { Tooltip } from '@mantine/core';
import type { StaffMember } from '@ringbase/contracts';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterField } from '../../parts/filter-field.js';
import { readableNumber } from '../../parts/phone-number.js';
import { Empty, RowSkeletons, Trouble } from '../../parts/states.js';
import { CallsAtOnce } from './calls-at-once.js';
import styles from './settings.module.css';
import { SettingsPage } from './settings-page.js';
import { staffQuery } from './settings-queries.js';

/** Everybody who works here. */
export function PeoplePage() {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const { data, error, refetch } = useQuery(staffQuery);
  const like = wanted.toLocaleLowerCase();
  const words = (one: StaffMember) => [
    one.name,
    t(`role.${one.role}`),
    ...one.departments.map(({ name }) => name),
    one.superior?.name ?? '',
  ];
  const found = (data?.items ?? []).filter((one) => words(one).some((word) => word.toLocaleLowerCase().includes(like)));
  return (
    <SettingsPage name="people" tools={<FilterField value={wanted} onChange={setWanted} label={t('settings.people.filter')} />}>
      {data === undefined ? (
        error ? (
          <Trouble error={error} again={() => void refetch()} />
        ) : (
          <RowSkeletons count={8} />
        )
      ) : found.length === 0 ? (
        <Empty title={t('settings.people.none')} icon={<IconUsers size={28} stroke={1.4} aria-hidden />}>
          {t('settings.people.noneHint')}
        </Empty>
      ) : (
        <table className={styles.table} data-testid="staff">
          <thead>
            <tr>
              <th scope="col">{t('settings.people.name')}</th>
              <th scope="col">{t('settings.people.role')}</th>
              <th scope="col">{t('settings.people.departments')}</th>
              <th scope="col">{t('settings.people.superior')}</th>
              <th scope="col">{t('settings.people.devices')}</th>
              <th scope="col" title={t('settings.people.callsAtOnceHint')}>
                {t('settings.people.callsAtOnce')}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map((one) => (
              <tr key={one.id} data-testid="staff-member">
                <th scope="row" style={{ whiteSpace: 'nowrap' }}>
                  {one.name}
                </th>
                <td>{t(`role.${one.role}`)}</td>
                <td>{one.departments.map(({ name }) => name).join(', ') || <span className="dimmed">—</span>}</td>
                <td>{one.superior?.name ?? <span className="dimmed">—</span>}</td>
                <td>
                  <Devices devices={one.devices} />
                </td>
                <td>
                  <CallsAtOnce member={one} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </SettingsPage>
  );
}

/** As it is read: a number in its groups, a desk phone's address without its scheme. */
function addressOf(kind: 'sip' | 'mobile', address: string): string {
  return kind === 'mobile' ? readableNumber(address) : address.replace(/^sips?:/, '');
}

function Devices({ devices }: Pick<StaffMember, 'devices'>) {
  const { t } = useTranslation();
  if (devices === null)
    return (
      <Tooltip label={t('settings.people.hidden')}>
        <span className="dimmed">{t('settings.people.hiddenShort')}</span>
      </Tooltip>
    );
  if (devices.length === 0) return <span className="dimmed">{t('settings.people.noDevices')}</span>;
  return devices.map(({ kind, address, enabled }) => (
    <div key={`${kind}${address}`} className={enabled ? undefined : 'dimmed'}>
      {t(`device.${kind}`)}{' '}
      {kind !== 'browser' && (
        <span className="figures dimmed" style={{ whiteSpace: 'nowrap' }}>
          {addressOf(kind, address)}
        </span>
      )}
      {!enabled && ` (${t('settings.people.disabled')})`}
    </div>
  ));
}
