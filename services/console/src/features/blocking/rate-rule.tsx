import { Button, Group, Modal, NumberInput, Switch } from '@mantine/core';
import { type BlockingSettingsView, blockingSettings } from '@ringbase/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { sayProblem } from '../../client/say-problem.js';
import { tell } from '../../parts/tell.js';
import { useSession } from '../session/use-session.js';
import { blockingSettingsQuery } from './blocking-queries.js';

function sayRule(t: TFunction, settings: BlockingSettingsView): string {
  if (!settings.rateEnabled) return t('blocking.rule.off');
  const rule = t('blocking.rule.on', { count: settings.rateCalls, minutes: settings.rateMinutes, length: settings.rateBlockMinutes });
  return `${rule} ${t(settings.rateKnownClients ? 'blocking.rule.clientsToo' : 'blocking.rule.notClients')}`;
}

/** When a number is blocked by itself: a sentence, which the director can change. */
export function RateRule() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const may = useSession().capabilities.includes('blocking:configure');
  const { data } = useQuery(blockingSettingsQuery);
  if (!data) return null;
  return (
    <div className="dimmed" style={{ padding: '8px 16px' }} data-testid="rate-rule">
      {sayRule(t, data)}{' '}
      {may && (
        <Button variant="subtle" size="compact-sm" onClick={() => setOpened(true)} data-testid="rate-rule-change">
          {t('blocking.rule.change')}
        </Button>
      )}
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('blocking.rule.title')}
        size="md"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {opened && <RuleForm settings={data} onDone={() => setOpened(false)} />}
      </Modal>
    </div>
  );
}

const limits = { rateCalls: [2, 1000], rateMinutes: [1, 1440], rateBlockMinutes: [1, 10_080] } as const;
type Amount = keyof typeof limits;

function RuleForm({ settings, onDone }: { settings: BlockingSettingsView; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(settings);
  const save = useMutation({
    mutationFn: () => request('PUT', '/blocking-settings', blockingSettings, { body: draft }),
    onSuccess: (saved) => {
      queries.setQueryData(blockingSettingsQuery.queryKey, saved);
      tell(t('blocking.rule.saved'));
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const amount = (name: Amount) => (
    <NumberInput
      label={t(`blocking.rule.${name}`)}
      min={limits[name][0]}
      max={limits[name][1]}
      clampBehavior="blur"
      allowDecimal={false}
      disabled={!draft.rateEnabled}
      value={draft[name]}
      onChange={(value) => typeof value === 'number' && setDraft((before) => ({ ...before, [name]: value }))}
      data-testid={`rule-${name}`}
    />
  );
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
      <Switch
        label={t('blocking.rule.enabled')}
        checked={draft.rateEnabled}
        onChange={(event) => setDraft({ ...draft, rateEnabled: event.currentTarget.checked })}
      />
      <Group grow align="end">
        {amount('rateCalls')}
        {amount('rateMinutes')}
        {amount('rateBlockMinutes')}
      </Group>
      <Switch
        label={t('blocking.rule.knownClients')}
        disabled={!draft.rateEnabled}
        checked={draft.rateKnownClients}
        onChange={(event) => setDraft({ ...draft, rateKnownClients: event.currentTarget.checked })}
      />
      <div className="dimmed" aria-live="polite">
        {sayRule(t, draft)}
      </div>
      {save.isError && (
        <div role="alert" style={{ color: 'var(--bad)' }}>
          {sayProblem(t, save.error)}
        </div>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending} data-testid="rule-save">
          {t('blocking.rule.save')}
        </Button>
      </Group>
    </form>
  );
}
