import { Button, Switch, TextInput } from '@mantine/core';
import type { DepartmentDispositions } from '@ringbase/contracts';
import { IconChecks } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EditInPlace } from '../../parts/edit-in-place.js';
import { Empty } from '../../parts/states.js';
import { MoveButtons } from './move-buttons.js';
import { moved } from './moved.js';
import styles from './settings.module.css';
import { useDispositionActs } from './use-disposition-acts.js';

type Props = { departmentId: string; dispositions: DepartmentDispositions };

/** What a call may have come to, in the order in which it is offered. */
export function DispositionList({ departmentId, dispositions }: Props) {
  const { t } = useTranslation();
  const { items, retired, required } = dispositions;
  const { change, rename, isPending } = useDispositionActs(departmentId, dispositions);
  const labels = items.map(({ label }) => label);
  return (
    <section className={styles.narrow}>
      {items.length === 0 ? (
        <Empty title={t('settings.dispositions.none')} icon={<IconChecks size={28} stroke={1.4} aria-hidden />}>
          {t('settings.dispositions.noneHint')}
        </Empty>
      ) : (
        <ol className={styles.ordered} data-testid="dispositions">
          {items.map(({ id, label }, index) => (
            <li key={id} data-testid="disposition">
              <span className={`${styles.number} figures`}>{index + 1}</span>
              <span className={styles.grow}>
                <EditInPlace
                  label={t('settings.dispositions.name')}
                  text={label}
                  maxLength={80}
                  onOpen={() => undefined}
                  onSave={(typed) => {
                    if (typed === '') return t('settings.dispositions.noName');
                    if (labels.includes(typed) || retired.some((one) => one.label === typed)) return t('settings.dispositions.taken');
                    rename(id, typed, label);
                    return null;
                  }}
                  testId="disposition-label"
                >
                  {label}
                </EditInPlace>
              </span>
              <MoveButtons
                name={label}
                index={index}
                count={items.length}
                move={(by) => change({ labels: moved(labels, index, by) }, t('settings.dispositions.movedSaid'))}
                testId="disposition"
              />
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                aria-label={t('settings.dispositions.retireOne', { name: label })}
                onClick={() =>
                  change({ labels: labels.filter((one) => one !== label) }, t('settings.dispositions.retiredSaid', { name: label }))
                }
                data-testid="disposition-retire"
              >
                {t('settings.dispositions.retire')}
              </Button>
            </li>
          ))}
        </ol>
      )}
      <NewDisposition
        taken={labels}
        full={labels.length >= 40}
        isPending={isPending}
        add={(label) => change({ labels: [...labels, label] }, t('settings.dispositions.added', { name: label }))}
      />
      <Switch
        label={t('settings.dispositions.required')}
        description={t(required ? 'settings.dispositions.requiredOn' : 'settings.dispositions.requiredOff')}
        checked={required}
        onChange={() =>
          change({ required: !required }, t(required ? 'settings.dispositions.nowFree' : 'settings.dispositions.nowRequired'))
        }
        data-testid="disposition-required"
      />
      {retired.length > 0 && (
        <>
          <h2>{t('settings.dispositions.retired')}</h2>
          <p className={styles.hint} style={{ margin: 0 }}>
            {t('settings.dispositions.retiredHint')}
          </p>
          <ul className={styles.ordered} data-testid="dispositions-retired">
            {retired.map(({ id, label }) => (
              <li key={id} data-off>
                <span className={styles.grow}>{label}</span>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={t('settings.dispositions.backOne', { name: label })}
                  onClick={() => change({ labels: [...labels, label] }, t('settings.dispositions.added', { name: label }))}
                  data-testid="disposition-back"
                >
                  {t('settings.dispositions.back')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

type New = { taken: readonly string[]; full: boolean; isPending: boolean; add: (label: string) => void };

function NewDisposition({ taken, full, isPending, add }: New) {
  const { t } = useTranslation();
  const [label, setLabel] = useState('');
  const typed = label.trim();
  const wrong = taken.includes(typed) ? t('settings.dispositions.taken') : full ? t('settings.dispositions.full') : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed === '' || wrong !== undefined) return;
    add(typed);
    setLabel('');
  };
  return (
    <form onSubmit={submit} className={styles.row} style={{ alignItems: 'start' }}>
      <TextInput
        aria-label={t('settings.dispositions.new')}
        placeholder={t('settings.dispositions.newHint')}
        value={label}
        maxLength={80}
        error={wrong}
        onChange={(event) => setLabel(event.currentTarget.value)}
        style={{ flex: 1 }}
        data-testid="disposition-new"
      />
      <Button
        type="submit"
        variant="default"
        disabled={typed === '' || wrong !== undefined}
        loading={isPending}
        data-testid="disposition-add"
      >
        {t('settings.dispositions.add')}
      </Button>
    </form>
  );
}
