import { Button, Group, Modal, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { application } from '@ringbase/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { sayProblem } from '../../client/say-problem.js';
import { ClientSelect } from '../clients/client-select.js';
import { departmentsQuery } from '../people/people-queries.js';
import { useSession } from '../session/use-session.js';
import { applicationTypesQuery } from './application-queries.js';

/** Entered by hand: for a client of the base, or for a new one. */
export function NewApplication({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('applications.new')} size="md" closeButtonProps={{ 'aria-label': t('common.close') }}>
      {opened && <Form onDone={onClose} />}
    </Modal>
  );
}

function Form({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const mine = useSession().departments;
  const departments = useQuery(departmentsQuery);
  const types = useQuery(applicationTypesQuery);
  const [whose, setWhose] = useState<'known' | 'new'>('known');
  const [clientId, setClientId] = useState<string | null>(null);
  const [kind, setKind] = useState<'person' | 'organisation'>('person');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [title, setTitle] = useState('');
  const [departmentId, setDepartmentId] = useState<string | null>(mine[0]?.id ?? null);
  const [typeId, setTypeId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const orNull = (value: string) => (value.trim() === '' ? null : value.trim());

  const make = useMutation({
    mutationFn: () =>
      request('POST', '/applications', application, {
        body: {
          clientId: whose === 'known' ? clientId : null,
          newClient: whose === 'new' ? { kind, name: name.trim(), phone: orNull(phone) } : null,
          departmentId,
          title: title.trim(),
          typeId,
          note: orNull(note),
        },
      }),
    onSuccess: (made) => {
      queries.setQueryData(['application', made.id], made);
      void queries.invalidateQueries({ queryKey: ['applications'] });
      onDone();
      void navigate({ to: '/applications/$id', params: { id: made.id } });
    },
  });
  const complete = title.trim() !== '' && departmentId !== null && (whose === 'known' ? clientId !== null : name.trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) make.mutate();
  };

  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 12 }} data-testid="new-application-form">
      <SegmentedControl
        size="xs"
        aria-label={t('applications.client')}
        value={whose}
        onChange={(value) => setWhose(value as 'known' | 'new')}
        data={[
          { value: 'known', label: t('applications.knownClient') },
          { value: 'new', label: t('applications.newClient') },
        ]}
      />
      {whose === 'known' ? (
        <ClientSelect value={clientId} onChange={setClientId} label={t('applications.client')} />
      ) : (
        <>
          <Group grow align="end">
            <TextInput label={t('clients.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
            <Select
              label={t('clients.kindLabel')}
              value={kind}
              allowDeselect={false}
              onChange={(value) => setKind(value === 'organisation' ? 'organisation' : 'person')}
              data={(['person', 'organisation'] as const).map((value) => ({ value, label: t(`clients.kind.${value}`) }))}
            />
          </Group>
          <TextInput label={t('clients.phone')} type="tel" value={phone} onChange={(event) => setPhone(event.currentTarget.value)} />
        </>
      )}
      <TextInput label={t('applications.title')} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
      <Group grow align="end">
        <Select
          label={t('applications.department')}
          allowDeselect={false}
          value={departmentId}
          onChange={setDepartmentId}
          data={(departments.data?.items ?? mine).map((each) => ({ value: each.id, label: each.name }))}
        />
        <Select
          label={t('applications.type')}
          clearable
          value={typeId}
          onChange={setTypeId}
          data={types.data?.items.map((type) => ({ value: type.id, label: type.name })) ?? []}
        />
      </Group>
      <Textarea
        label={t('applications.note')}
        autosize
        minRows={2}
        maxRows={6}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {make.isError && (
        <div role="alert" style={{ color: 'var(--bad)' }}>
          {sayProblem(t, make.error)}
        </div>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={!complete} loading={make.isPending}>
          {t('applications.make')}
        </Button>
      </Group>
    </form>
  );
}
