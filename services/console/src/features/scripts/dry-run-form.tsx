import { Button, MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import { type DryRunResult, dryRunResult, type ScriptSource } from '@ringbase/contracts';
import type { CallScript } from '@ringbase/domain';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../client/problem.js';
import { request } from '../../client/request.js';
import { Trouble } from '../../parts/states.js';
import { departmentsQuery, peopleQuery } from '../people/people-queries.js';
import { scriptPath } from './script-queries.js';
import styles from './scripts.module.css';

type Props = { departmentId: string; script: CallScript; source: ScriptSource; onResult: (result: DryRunResult) => void };

/** A call that is only supposed: who phones when, who picks up, what is pressed; and where it would go. */
export function DryRunForm({ departmentId, script, source, onResult }: Props) {
  const { t } = useTranslation();
  const people = useQuery(peopleQuery);
  const departments = useQuery(departmentsQuery);
  const numbers = departments.data?.items.find(({ id }) => id === departmentId)?.numbers ?? [];
  const [caller, setCaller] = useState('');
  const [dialled, setDialled] = useState<string | null>(null);
  const [at, setAt] = useState('');
  const [answers, setAnswers] = useState<string[]>([]);
  const [digits, setDigits] = useState<Readonly<Record<string, string>>>({});
  const [numberAnswers, setNumberAnswers] = useState(false);
  const [systems, setSystems] = useState<string[]>([]);
  const named = (...kinds: string[]) => Object.entries(script.blocks).flatMap(([id, { kind }]) => (kinds.includes(kind) ? [id] : []));
  const menus = named('menu', 'queue');
  const requests = named('http-request');
  const kept = (of: readonly string[], value: (id: string) => unknown) => Object.fromEntries(of.map((id) => [id, value(id)]));
  const run = useMutation({
    mutationFn: () =>
      request('POST', `${scriptPath(departmentId)}/dry-run`, dryRunResult, {
        body: {
          source,
          caller: caller.trim() === '' ? null : caller.trim(),
          ...(dialled !== null && { dialled }),
          ...(at !== '' && { at: new Date(at).toISOString() }),
          suppose: {
            answers,
            numberAnswers,
            digits: kept(
              menus.filter((id) => digits[id]),
              (id) => digits[id],
            ),
            httpAnswers: kept(
              requests.filter((id) => systems.includes(id)),
              () => ({}),
            ),
          },
        },
      }),
    onSuccess: onResult,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run.mutate();
  };
  return (
    <div className={styles.dryRun}>
      <form onSubmit={submit} className={styles.dryRun} data-testid="dry-run">
        <p className={styles.facts}>{t('scripts.dryRunHint')}</p>
        <div className={styles.row}>
          <TextInput
            size="xs"
            label={t('scripts.caller')}
            placeholder={t('scripts.withheld')}
            value={caller}
            onChange={(event) => setCaller(event.currentTarget.value)}
            maxLength={60}
            inputMode="tel"
            data-testid="dry-run-caller"
          />
          <Select
            size="xs"
            label={t('scripts.dialled')}
            data={numbers.map(({ e164, label }) => ({ value: e164, label: `${e164} ${label}` }))}
            value={dialled ?? numbers[0]?.e164 ?? null}
            onChange={setDialled}
            allowDeselect={false}
          />
          <TextInput
            size="xs"
            type="datetime-local"
            label={t('scripts.at')}
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
        </div>
        <div className={styles.row}>
          <MultiSelect
            size="xs"
            label={t('scripts.answers')}
            placeholder={answers.length === 0 ? t('scripts.nobody') : ''}
            data={(people.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={answers}
            onChange={setAnswers}
            searchable
            style={{ flex: 1, minWidth: 220 }}
          />
          {menus.map((id) => (
            <TextInput
              size="xs"
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
        {requests.length > 0 && (
          <MultiSelect
            size="xs"
            label={t('scripts.systems')}
            placeholder={systems.length === 0 ? t('scripts.noSystem') : ''}
            data={requests}
            value={systems.filter((id) => requests.includes(id))}
            onChange={setSystems}
          />
        )}
        <div className={styles.row}>
          <Switch
            size="xs"
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
          <p role="alert">{t(refusesScript(run.error) ? 'scripts.dryRunUnfinished' : 'scripts.dryRunInvalid')}</p>
        ) : (
          <Trouble error={run.error} again={() => run.mutate()} />
        ))}
    </div>
  );
}

/** The script itself is not whole yet: what is amiss is shown when it is saved. */
function refusesScript(error: unknown): boolean {
  return isProblem(error) && error.errors.some(({ path }) => path.startsWith('source'));
}
