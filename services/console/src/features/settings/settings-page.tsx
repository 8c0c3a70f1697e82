import { Select } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import page from '../../parts/page.module.css';
import { CardSkeleton, Empty, Trouble } from '../../parts/states.js';
import styles from './settings.module.css';
import { useSettingsDepartment } from './use-settings-department.js';

type Frame = { name: string; tools?: ReactNode; children: ReactNode };

/** A page of the settings: its name, what it settles in a sentence, and the rest. */
export function SettingsPage({ name, tools, children }: Frame) {
  const { t } = useTranslation();
  return (
    <div className={page.page} data-testid={`settings-page-${name}`}>
      <div className={page.head}>
        <h1>{t(`settings.${name}.title`)}</h1>
        {tools}
      </div>
      <div className={styles.body}>
        <p className={styles.hint}>{t(`settings.${name}.hint`)}</p>
        {children}
      </div>
    </div>
  );
}

/** A page about one department: of a director any, of a curator one of his. */
export function DepartmentSettingsPage({ name, children }: { name: string; children: (departmentId: string) => ReactNode }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { mine, chosen, isPending, error, again } = useSettingsDepartment();
  const choose = (
    <Select
      aria-label={t('scripts.department')}
      data={mine.map(({ id, name: label }) => ({ value: id, label }))}
      value={chosen}
      onChange={(department) => department && void navigate({ to: '.', search: (before) => ({ ...before, department }) })}
      allowDeselect={false}
      w={220}
      data-testid="choose-department"
    />
  );
  return (
    <SettingsPage name={name} tools={mine.length > 0 && choose}>
      {chosen !== null ? (
        <div key={chosen}>{children(chosen)}</div>
      ) : error ? (
        <Trouble error={error} again={again} />
      ) : isPending ? (
        <CardSkeleton />
      ) : (
        <Empty title={t('settings.noDepartment')} icon={<IconBuilding size={28} stroke={1.4} aria-hidden />}>
          {t('settings.noDepartmentHint')}
        </Empty>
      )}
    </SettingsPage>
  );
}
