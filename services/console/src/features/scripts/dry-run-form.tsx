import { Button, MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import { type DepartmentScript, dryRunResult } from '@ringbase/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../client/problem.js';
import { request } from '../../client/request.js';
import { Trouble } from '../../parts/states.js';
import { departmentsQuery, peopleQuery } from '../people/people-queries.js';
import { ChooseSource, DRAFT, sourceOf } from './choose-source.js';
import { DryRunPath } from './dry-run-path.js';
import { scriptPath } from './script-queries.js';
import styles from './scripts.module.css';

type Props = { departmentId: string; script: DepartmentScript };

/** A call that is only supposed: who phones when, who picks up, what is pressed; and where it would go. */
export function DryRunForm({ departmentId, script }: Props) {
  const { t } = useTranslation();
  const people = useQuery(peopleQuery);
  const departments = useQuery(departmentsQuery);
  const numbers = departments.data?.items.find(({ id }) => id === departmentId)?.numbers ?? [];
  const [source, setSource] = useState(script.draft ? DRAFT : String(script.published?.number ?? ''));
  const [caller, setCaller] = useState('');
  const [dialled, setDialled] = useState<string | null>(null);
  const [at, setAt] = useState('');
  const [answers, setAnswers] = useState<string[]>([]);
  const [digits, setDigits] = useState<Readonly<Record<string, string>>>({});
  const [numberAnswers, setNumberAnswers] = useState(false);
  const tried = source === DRAFT ? script.draft?.script : script.published?.script;
  const menus = Object.entries(tried?.blocks ?? {}).filter(([, { kind }]) => kind === 'menu' || kind === 'queue');
  const run = useMutation({
    mutationFn: () =>
      request('POST', `${scriptPath(departmentId)}/dry-run`, dryRunResult, {
        body: {
          source: sourceOf(source),
          caller: caller.trim() === '' ? null : caller.trim(),
          ...(dialled !== null && { dialled }),
          ...(at !== '' && { at: new Date(at).toISOString() }),
          suppose: { answers, numberAnswers, digits: Object.fromEntries(menus.flatMap(([id]) => (digits[id] ? [[id, digits[id]]] : []))) },
        },
      }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run.mutate();
  };
  return (
    <div className={styles.narrow}>
      <form onSubmit={submit} className={styles.narrow} data-testid="dry-run">
        <p className={styles.facts}>{t('scripts.dryRunHint')}</p>
        <div className={styles.row}>
          <ChooseSource departmentId={departmentId} hasDraft={script.draft !== null} value={source} onChange={setSource} />
          <TextInput
            label={t('scripts.caller')}
            placeholder={t('scripts.withheld')}
            value={caller}
            onChange={(event) => setCaller(event.currentTarget.value)}
            maxLength={60}
            inputMode="tel"
            data-testid="dry-run-caller"
          />
          <Select
            label={t('scripts.dialled')}
            data={numbers.map(({ e164, label }) => ({ value: e164, label: `${e164} ${label}` }))}
            value={dialled ?? numbers[0]?.e164 ?? null}
            onChange={setDialled}
            allowDeselect={false}
          />
          <TextInput type="datetime-local" label={t('scripts.at')} value={at} onChange={(event) => setAt(event.currentTarget.value)} />
        </div>
        <div className={styles.row}>
          <MultiSelect
            label={t('scripts.answers')}
            placeholder={answers.length === 0 ? t('scripts.nobody') : ''}
            data={(people.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={answers}
            onChange={setAnswers}
            searchable
            style={{ flex: 1, minWidth: 220 }}
          />
          {menus.map(([id]) => (
            <TextInput
              key={id}
              label={t('scripts.pressed', { block: id })}
              value={digits[id] ?? ''}
              onChange={(event) => setDigits({ ...digits, [id]: event.currentTarget.value })}
              maxLength={4}
              w={150}
              data-testid={`dry-run-digits-${id}`}
            />
          ))}
        </div>
        <div className={styles.row}>
          <Switch
            label={t('scripts.numberAnswers')}
            checked={numberAnswers}
            onChange={(event) => setNumberAnswers(event.currentTarget.checked)}
          />
          <Button type="submit" loading={run.isPending} data-testid="dry-run-go">
            {t('scripts.tryOut')}
          </Button>
        </div>
      </form>
      {run.error &&
        (isProblem(run.error, 'INVALID') ? (
          <p role="alert">{t('scripts.dryRunInvalid')}</p>
        ) : (
          <Trouble error={run.error} again={() => run.mutate()} />
        ))}
      {run.data && <DryRunPath result={run.data} />}
    </div>
  );
}
