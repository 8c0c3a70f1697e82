import { Button, Group, TextInput } from '@mantine/core';
import { application, type CallCard } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { sayProblem } from '../../client/say-problem.js';
import { tell } from '../../parts/tell.js';
import { Caller } from './caller.js';

/** A call becomes an application: the number is filled in from the call, by the server, whether this viewer may see it or not. */
export function MakeApplication({ card }: { card: CallCard }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [clientName, setClientName] = useState(card.client?.name ?? '');
  const [title, setTitle] = useState('');
  const make = useMutation({
    mutationFn: () =>
      request('POST', `/calls/${card.callId}/application`, application, {
        body: { title: title.trim(), clientName: clientName.trim(), clientId: card.client?.id ?? null },
      }),
    onSuccess: (made) => {
      queries.setQueryData(['application', made.id], made);
      for (const key of [['call-card', card.callId], ['call', card.callId], ['calls'], ['applications'], ['callbacks']])
        void queries.invalidateQueries({ queryKey: key });
      tell(t('applications.madeFromCall', { number: made.number }));
    },
  });
  const complete = title.trim() !== '' && clientName.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) make.mutate();
  };
  return (
    <form
      onSubmit={submit}
      style={{ display: 'grid', gap: 10, padding: 12, border: '1px solid var(--line)', borderRadius: 10, background: 'var(--sunken)' }}
      data-testid="make-application"
    >
      <b>{t('applications.fromCall')}</b>
      <div className="dimmed" data-testid="make-application-number">
        {t('clients.phone')}: <Caller shown={card.callerNumber ?? card.callerShown} />
      </div>
      <TextInput
        label={t('clients.name')}
        value={clientName}
        disabled={card.client !== null}
        onChange={(event) => setClientName(event.currentTarget.value)}
        data-testid="make-application-name"
      />
      <TextInput
        label={t('applications.title')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        data-testid="make-application-title"
      />
      {make.isError && (
        <div role="alert" style={{ color: 'var(--bad)' }}>
          {sayProblem(t, make.error)}
        </div>
      )}
      <Group justify="flex-end">
        <Button type="submit" disabled={!complete} loading={make.isPending} data-testid="make-application-submit">
          {t('applications.make')}
        </Button>
      </Group>
    </form>
  );
}
