import { Button, Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { blockedCaller } from '@ringbase/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { tellUndoable } from '../../parts/tell.js';
import { Caller } from '../calls/caller.js';
import { departmentsQuery } from '../people/people-queries.js';
import { useSession } from '../session/use-session.js';
import { type BlockLength, blockLengths, untilOf } from './block-length.js';
import { sayRefusal } from './say-refusal.js';
import { useBlockActs } from './use-block-acts.js';

const kinds = ['number', 'prefix', 'withheld'] as const;
const company = 'company';

type Props = {
  /** A call whose caller is meant; without one the form asks whom. */
  call?: { id: string; callerShown: string };
  onDone: () => void;
};

/** Whom, where, for how long and why; it says what will happen before it does. */
export function BlockForm({ call, onDone }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const acts = useBlockActs();
  const { person, departments: mine } = useSession();
  const departments = useQuery(departmentsQuery);
  const everywhere = person.role === 'director';
  const [kind, setKind] = useState<(typeof kinds)[number]>('number');
  const [typed, setTyped] = useState('');
  const [where, setWhere] = useState<string | null>(everywhere ? company : (mine[0]?.id ?? null));
  const [length, setLength] = useState<BlockLength>('good');
  const [reason, setReason] = useState('');
  const offered = everywhere ? (departments.data?.items ?? []) : mine;

  const make = useMutation({
    mutationFn: () =>
      request('POST', '/blocked-callers', blockedCaller, {
        body: {
          ...(call ? { kind: 'call', callId: call.id } : { kind, ...(kind !== 'withheld' && { [kind]: typed.trim() }) }),
          departmentId: where === company ? null : where,
          until: untilOf(length, new Date())?.toISOString() ?? null,
          reason: reason.trim(),
        },
      }),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ['blocked-callers'] });
      tellUndoable(t('blocking.made'), () => acts.mutate({ kind: 'end', id: made.id, undoes: true }));
      onDone();
    },
  });
  const complete = reason.trim() !== '' && where !== null && (call !== undefined || kind === 'withheld' || typed.trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) make.mutate();
  };

  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 12 }} data-testid="block-form">
      {call ? (
        <b>
          <Caller shown={call.callerShown} />
        </b>
      ) : (
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('blocking.whom')}
            value={kind}
            onChange={(value) => setKind(kinds.find((each) => each === value) ?? 'number')}
            data={kinds.map((value) => ({ value, label: t(`blocking.kind.${value}`) }))}
          />
          {kind !== 'withheld' && (
            <TextInput
              label={t(`blocking.field.${kind}`)}
              description={kind === 'prefix' ? t('blocking.prefixHint') : undefined}
              placeholder={kind === 'prefix' ? '+359 88' : '+359 888 123 456'}
              type="tel"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              data-autofocus
              data-testid="block-typed"
            />
          )}
        </>
      )}
      <Group grow align="end">
        <Select
          label={t('blocking.where')}
          allowDeselect={false}
          value={where}
          onChange={setWhere}
          data={[
            ...(everywhere ? [{ value: company, label: t('blocking.wholeCompany') }] : []),
            ...offered.map((each) => ({ value: each.id, label: each.name })),
          ]}
          data-testid="block-where"
        />
        <Select
          label={t('blocking.length')}
          allowDeselect={false}
          value={length}
          onChange={(value) => setLength(blockLengths.find((each) => each === value) ?? 'good')}
          data={blockLengths.map((value) => ({ value, label: t(`blocking.for.${value}`) }))}
          data-testid="block-length"
        />
      </Group>
      <TextInput
        label={t('blocking.reason')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="block-reason"
      />
      <div className="dimmed">{t('blocking.willHappen')}</div>
      {make.isError && (
        <div role="alert" style={{ color: 'var(--bad)' }} data-testid="block-refused">
          {sayRefusal(t, make.error)}
        </div>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={!complete} loading={make.isPending} data-testid="block-make">
          {t('blocking.make')}
        </Button>
      </Group>
    </form>
  );
}
