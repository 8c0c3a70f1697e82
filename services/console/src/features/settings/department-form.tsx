import { Button, Group, Select, Switch, Textarea } from '@mantine/core';
import type { DepartmentSettings, PutDepartmentSettings, Sound } from '@ringbase/contracts';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useManner } from '../../time/use-manner.js';
import { useNow } from '../../time/use-now.js';
import { Effects } from './effects.js';
import { sayDepartmentChange } from './say-department-change.js';
import styles from './settings.module.css';
import { typedSettings, usePutSettings } from './use-put-settings.js';

const spoken = ['en', 'ru', 'bg'] as const;

export function DepartmentForm({ settings, sounds }: { settings: DepartmentSettings; sounds: readonly Sound[] }) {
  const { t } = useTranslation();
  const { locale } = useManner();
  const now = useNow(15);
  const written = typedSettings(settings);
  const [typed, setTyped] = useState(written);
  const put = usePutSettings(settings.department.id);
  const set = (change: Partial<PutDepartmentSettings>) => setTyped((before) => ({ ...before, ...change }));
  // What somebody else, or an undo, has written meanwhile stands here as soon as nothing is being typed.
  const [base, setBase] = useState(JSON.stringify(written));
  if (base !== JSON.stringify(written)) {
    setBase(JSON.stringify(written));
    setTyped(written);
  }
  const changed = JSON.stringify(typed) !== base;
  const silent = typed.recordingAnnouncement !== null && typed.recordingAnnouncement.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed && !silent) put.mutate({ next: typed, undoes: written });
  };
  const zones = [...new Set([settings.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  return (
    <form onSubmit={submit} className={styles.narrow} data-testid="department-form">
      <Group grow align="start">
        <Select
          label={t('settings.department.language')}
          data={spoken.map((language) => ({ value: language, label: t(`settings.department.spoken.${language}`) }))}
          value={typed.language}
          onChange={(language) => language && set({ language: language as PutDepartmentSettings['language'] })}
          allowDeselect={false}
          data-testid="department-language"
        />
        <Select
          label={t('settings.department.timeZone')}
          data={zones}
          value={typed.timeZone}
          onChange={(timeZone) => timeZone && set({ timeZone })}
          allowDeselect={false}
          searchable
          limit={60}
          nothingFoundMessage={t('settings.department.noZone')}
          data-testid="department-zone"
        />
      </Group>
      <div>
        <Switch
          label={t('settings.department.announces')}
          checked={typed.recordingAnnouncement !== null}
          onChange={(event) =>
            set({
              recordingAnnouncement: event.currentTarget.checked
                ? (settings.recordingAnnouncement ?? t(`settings.department.suggested.${typed.language}`))
                : null,
            })
          }
          data-testid="department-announces"
        />
        {typed.recordingAnnouncement !== null && (
          <Textarea
            mt={8}
            aria-label={t('settings.department.announcement')}
            value={typed.recordingAnnouncement}
            maxLength={500}
            autosize
            minRows={2}
            error={silent ? t('settings.department.noWords') : undefined}
            onChange={(event) => set({ recordingAnnouncement: event.currentTarget.value })}
            data-testid="department-announcement"
          />
        )}
      </div>
      <Select
        label={t('settings.department.music')}
        description={
          sounds.length === 0 ? (
            <>
              {t('settings.department.noSounds')}{' '}
              <Link to="/settings/sounds" search={{ department: settings.department.id }} className="link" data-within>
                {t('settings.department.toSounds')}
              </Link>
            </>
          ) : undefined
        }
        data={[{ value: '', label: t('settings.department.shipped') }, ...sounds.map(({ id, name }) => ({ value: id, label: name }))]}
        value={typed.holdSoundId ?? ''}
        onChange={(soundId) => set({ holdSoundId: soundId === '' ? null : soundId })}
        allowDeselect={false}
        data-testid="department-music"
      />
      <Effects sentences={sayDepartmentChange(t, written, typed, { sounds, now, locale })} />
      <div className={styles.row}>
        <Button type="submit" disabled={!changed || silent} loading={put.isPending} data-testid="department-save">
          {t('settings.save')}
        </Button>
        {changed && (
          <Button variant="default" onClick={() => setTyped(written)}>
            {t('settings.reset')}
          </Button>
        )}
      </div>
    </form>
  );
}
