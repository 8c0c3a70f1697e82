import { Select } from '@mantine/core';
import type { CallScript } from '@ringbase/domain';
import { useTranslation } from 'react-i18next';
import { blockGroups } from '../chart/block-look.js';
import { isConnected, type OutletOf } from '../chart/edit-script.js';
import { type BlockKind, palette } from '../chart/new-block.js';
import { NOWHERE } from '../chart/outlets.js';

export type LeadActs = { connect: (from: OutletOf, to: string) => void; add: (kind: BlockKind, from: OutletOf) => void };
type Props = { script: CallScript; from: OutletOf; to: string; label: string; acts: LeadActs; hidden?: boolean };

/** Where an outlet leads: a block that is there, a new one, or nowhere. */
export function LeadSelect({ script, from, to, label, acts, hidden = false }: Props) {
  const { t } = useTranslation();
  const connected = isConnected(script, to);
  const data = [
    { group: t('scripts.form.blocks'), items: Object.keys(script.blocks).map((id) => ({ value: `to:${id}`, label: id })) },
    {
      group: t('scripts.form.newBlock'),
      items: blockGroups.flatMap((group) =>
        palette[group].map((kind) => ({ value: `new:${kind}`, label: `+ ${t(`scripts.kind.${kind}`)}` })),
      ),
    },
  ];
  return (
    <Select
      size="xs"
      {...(hidden ? { 'aria-label': label } : { label })}
      data={data}
      value={connected ? `to:${to}` : null}
      placeholder={t('scripts.form.nowhere')}
      error={connected ? undefined : to === NOWHERE ? t('scripts.form.open') : t('scripts.form.gone', { block: to })}
      onChange={(chosen) => {
        if (chosen === null) return acts.connect(from, NOWHERE);
        const [what, ...rest] = chosen.split(':');
        const named = rest.join(':');
        if (what === 'new') acts.add(named as BlockKind, from);
        else acts.connect(from, named);
      }}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('scripts.form.disconnect', { label }) }}
      comboboxProps={{ width: 240, position: 'bottom-end' }}
      data-testid={`lead-${from.outlet}`}
    />
  );
}
