import { Autocomplete, Select } from '@mantine/core';
import { builtInSounds, givenVariables, soundList } from '@ringbase/contracts';
import type { PlayedSound } from '@ringbase/domain';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../../../client/request.js';
import { applicationTypesQuery } from '../../applications/application-queries.js';
import { peopleQuery } from '../../people/people-queries.js';

const soundsQuery = (departmentId: string) =>
  queryOptions({
    queryKey: ['sounds', departmentId],
    queryFn: ({ signal }) => request('GET', `/departments/${departmentId}/sounds`, soundList, { signal }),
  });

type SoundProps = { departmentId: string; label: string; value: PlayedSound; onChange: (sound: PlayedSound) => void };

/** What ships, and what the department has uploaded. */
export function SoundField({ departmentId, label, value, onChange }: SoundProps) {
  const { t } = useTranslation();
  const sounds = useQuery(soundsQuery(departmentId));
  const uploaded = (sounds.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const chosen = value.kind === 'built-in' ? value.name : value.soundId;
  const known = value.kind === 'built-in' || uploaded.some(({ value: id }) => id === chosen);
  return (
    <Select
      size="xs"
      label={label}
      data={[
        { group: t('scripts.form.builtIn'), items: builtInSounds.map((name) => ({ value: name, label: t(`scripts.form.sound.${name}`) })) },
        ...(uploaded.length > 0 ? [{ group: t('scripts.form.uploaded'), items: uploaded }] : []),
      ]}
      value={known ? chosen : null}
      error={known || sounds.isPending ? undefined : t('scripts.form.noSound')}
      onChange={(next) => {
        if (next === null) return;
        const ours = builtInSounds.find((name) => name === next);
        onChange(ours === undefined ? { kind: 'uploaded', soundId: next } : { kind: 'built-in', name: ours });
      }}
      allowDeselect={false}
      data-testid="field-sound"
    />
  );
}

type PersonProps = { value: string | undefined; onChange: (personId: string | undefined) => void };

export function PersonField({ value, onChange }: PersonProps) {
  const { t } = useTranslation();
  const people = useQuery(peopleQuery);
  return (
    <Select
      size="xs"
      label={t('scripts.form.person')}
      data={(people.data?.items ?? []).map(({ id, name, departments }) => ({
        value: id,
        label: [name, departments.map((one) => one.name).join(', ')].filter(Boolean).join(' · '),
      }))}
      value={value ?? null}
      error={value === undefined ? t('scripts.form.noPerson') : undefined}
      onChange={(next) => onChange(next ?? undefined)}
      searchable
      data-testid="field-person"
    />
  );
}

export function ApplicationTypeField({ value, onChange }: { value: string | null; onChange: (typeId: string | null) => void }) {
  const { t } = useTranslation();
  const types = useQuery(applicationTypesQuery);
  return (
    <Select
      size="xs"
      label={t('field.type')}
      placeholder={t('applications.noType')}
      data={(types.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      clearable
      clearButtonProps={{ 'aria-label': t('applications.noType') }}
      data-testid="field-type"
    />
  );
}

const namePattern = /^[a-z][a-z0-9_.]{0,60}$/;
type VariableProps = { label: string; value: string; set: readonly string[]; onChange: (name: string) => void };

/** A variable by its name: those that every call has, and those that the script sets. */
export function VariableField({ label, value, set, onChange }: VariableProps) {
  const { t } = useTranslation();
  return (
    <Autocomplete
      size="xs"
      label={label}
      data={[...new Set([...set, 'digits', ...givenVariables])]}
      value={value}
      onChange={onChange}
      maxLength={60}
      error={namePattern.test(value) ? undefined : t('scripts.form.variableName')}
      spellCheck={false}
      data-testid="field-variable"
    />
  );
}
