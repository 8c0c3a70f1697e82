import { Button, NumberInput } from '@mantine/core';
import { callbackRules, type DepartmentCallbackRules } from '@ringbase/contracts';
import { IconPhoneCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { CardSkeleton, Empty, Trouble } from '../../parts/states.js';
import { tell, tellProblem, tellUndoable } from '../../parts/tell.js';
import { Effects } from './effects.js';
import { sayCallbackRules } from './say-callback-rules.js';
import styles from './settings.module.css';
import { DepartmentSettingsPage } from './settings-page.js';
import { callbackRulesQuery } from './settings-queries.js';

const times = ['keepMinutes', 'assistantMinutes', 'curatorMinutes'] as const;
type Times = Pick<DepartmentCallbackRules, (typeof times)[number]>;
const WEEK = 10_080;

/** How a department keeps its word to callers. */
export function CallbackRulesPage() {
  return <DepartmentSettingsPage name="callbackRules">{(departmentId) => <Rules departmentId={departmentId} />}</DepartmentSettingsPage>;
}

function Rules({ departmentId }: { departmentId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(callbackRulesQuery);
  if (data === undefined) return error ? <Trouble error={error} again={() => void refetch()} /> : <CardSkeleton />;
  const rules = data.items.find(({ department }) => department.id === departmentId);
  if (rules === undefined)
    return (
      <Empty title={t('settings.callbackRules.none')} icon={<IconPhoneCheck size={28} stroke={1.4} aria-hidden />}>
        {t('settings.callbackRules.noneHint')}
      </Empty>
    );
  return <RulesForm rules={rules} />;
}

function RulesForm({ rules }: { rules: DepartmentCallbackRules }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { department, ...written } = rules;
  const [typed, setTyped] = useState<Partial<Times>>({});
  const next: Times = { ...written, ...typed };
  const changed = times.some((name) => next[name] !== written[name]);
  const put = useMutation({
    mutationFn: ({ body }: { body: Times; undoes?: Times }) =>
      request('PUT', '/callback-rules', callbackRules, { body: { departmentId: department.id, ...body } }),
    onSuccess: async (_, { undoes }) => {
      await queries.invalidateQueries({ queryKey: callbackRulesQuery.queryKey });
      setTyped({});
      if (undoes === undefined) tell(t('settings.undone'));
      else tellUndoable(t('settings.saved'), () => put.mutate({ body: undoes }), 'settings');
    },
    onError: (error) => tellProblem(error, t('settings.notSaved')),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed) put.mutate({ body: next, undoes: written });
  };
  return (
    <form onSubmit={submit} className={styles.narrow} data-testid="callback-rules">
      {times.map((name) => (
        <NumberInput
          key={name}
          label={t(`settings.callbackRules.${name}`)}
          description={t(`settings.callbackRules.${name}Hint`)}
          min={1}
          max={WEEK}
          step={5}
          clampBehavior="blur"
          allowDecimal={false}
          value={next[name]}
          onChange={(value) => typeof value === 'number' && setTyped((before) => ({ ...before, [name]: value }))}
          maw={360}
          data-testid={`rules-${name}`}
        />
      ))}
      <Effects holds={!changed} sentences={[...sayCallbackRules(t, next), ...(changed ? [t('settings.callbackRules.fromNow')] : [])]} />
      <div className={styles.row}>
        <Button
          type="submit"
          disabled={!changed || times.some((name) => next[name] < 1 || next[name] > WEEK)}
          loading={put.isPending}
          data-testid="rules-save"
        >
          {t('settings.save')}
        </Button>
        {changed && (
          <Button variant="default" onClick={() => setTyped({})}>
            {t('settings.reset')}
          </Button>
        )}
      </div>
    </form>
  );
}
