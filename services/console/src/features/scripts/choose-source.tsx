import { Select } from '@mantine/core';
import type { ScriptSource } from '@ringbase/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { scriptVersionsQuery } from './script-queries.js';

type Props = { departmentId: string; hasDraft: boolean; value: string; onChange: (value: string) => void };

/** Which script is tried: the draft, or a published version by its number. */
export function ChooseSource({ departmentId, hasDraft, value, onChange }: Props) {
  const { t } = useTranslation();
  const versions = useQuery(scriptVersionsQuery(departmentId));
  const numbers = (versions.data?.items ?? []).map(({ number }) => ({ value: String(number), label: t('scripts.version', { number }) }));
  return (
    <Select
      label={t('scripts.source')}
      data={[...(hasDraft ? [{ value: DRAFT, label: t('scripts.draft') }] : []), ...numbers]}
      value={value}
      onChange={(chosen) => chosen && onChange(chosen)}
      allowDeselect={false}
      data-testid="choose-source"
    />
  );
}

export const DRAFT = 'draft';

export function sourceOf(value: string): ScriptSource {
  return value === DRAFT ? { kind: 'draft' } : { kind: 'version', number: Number(value) };
}
