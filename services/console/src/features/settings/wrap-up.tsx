import { Button, NumberInput } from '@mantine/core';
import type { DepartmentSettings } from '@ringbase/contracts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Effects } from './effects.js';
import styles from './settings.module.css';
import { typedSettings, usePutSettings } from './use-put-settings.js';

/** How long after a call its person is left alone. */
export function WrapUp({ settings, required }: { settings: DepartmentSettings; required: boolean }) {
  const { t } = useTranslation();
  const put = usePutSettings(settings.department.id);
  const [typed, setTyped] = useState<number | null>(null);
  const seconds = typed ?? settings.wrapUpSeconds;
  const changed = seconds !== settings.wrapUpSeconds;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!changed) return;
    const before = typedSettings(settings);
    put.mutate({ next: { ...before, wrapUpSeconds: seconds }, undoes: before }, { onSuccess: () => setTyped(null) });
  };
  const sentence = seconds === 0 ? t('settings.dispositions.noWrapUp') : t('settings.dispositions.wrapUpSaid', { seconds });
  return (
    <form onSubmit={submit} className={styles.narrow} style={{ marginTop: 24 }}>
      <h2>{t('settings.dispositions.wrapUp')}</h2>
      <div className={styles.row}>
        <NumberInput
          label={t('settings.dispositions.seconds')}
          min={0}
          max={600}
          step={5}
          clampBehavior="blur"
          allowDecimal={false}
          value={seconds}
          onChange={(value) => typeof value === 'number' && setTyped(value)}
          w={160}
          data-testid="wrap-up-seconds"
        />
        <Button type="submit" disabled={!changed || seconds > 600} loading={put.isPending} data-testid="wrap-up-save">
          {t('settings.save')}
        </Button>
      </div>
      <Effects
        holds={!changed}
        sentences={[
          sentence,
          ...(required ? [t('settings.dispositions.wrapUpRequired')] : []),
          ...(changed ? [t('settings.fromNext')] : []),
        ]}
      />
    </form>
  );
}
