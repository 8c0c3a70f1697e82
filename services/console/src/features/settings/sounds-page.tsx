import { VisuallyHidden } from '@mantine/core';
import { IconMusic } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Empty, RowSkeletons, Trouble } from '../../parts/states.js';
import { NewSound } from './new-sound.js';
import styles from './settings.module.css';
import { DepartmentSettingsPage } from './settings-page.js';
import { soundsQuery } from './settings-queries.js';
import { SoundRow } from './sound-row.js';
import { useSoundActs } from './use-sound-acts.js';

/** What a department's callers may be played. */
export function SoundsPage() {
  return <DepartmentSettingsPage name="sounds">{(departmentId) => <Sounds departmentId={departmentId} />}</DepartmentSettingsPage>;
}

function Sounds({ departmentId }: { departmentId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(soundsQuery(departmentId));
  const { mutate: act } = useSoundActs(departmentId);
  return (
    <div className={styles.narrow} style={{ maxWidth: 980 }}>
      <NewSound departmentId={departmentId} />
      {data === undefined ? (
        error ? (
          <Trouble error={error} again={() => void refetch()} />
        ) : (
          <RowSkeletons count={4} />
        )
      ) : data.items.length === 0 ? (
        <Empty title={t('settings.sounds.none')} icon={<IconMusic size={28} stroke={1.4} aria-hidden />}>
          {t('settings.sounds.noneHint')}
        </Empty>
      ) : (
        <table className={styles.table} data-testid="sounds">
          <thead>
            <tr>
              <th scope="col" style={{ width: 44 }}>
                <VisuallyHidden>{t('settings.sounds.listen')}</VisuallyHidden>
              </th>
              <th scope="col">{t('settings.sounds.name')}</th>
              <th scope="col">{t('settings.sounds.length')}</th>
              <th scope="col">{t('settings.sounds.added')}</th>
              <th scope="col">{t('settings.sounds.used')}</th>
              <th scope="col">
                <VisuallyHidden>{t('settings.sounds.remove')}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((sound) => (
              <SoundRow key={sound.id} sound={sound} remove={() => act({ kind: 'remove', sound })} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
