import { ringStrategies } from '@ringbase/contracts';
import type { ScriptBlock } from '@ringbase/domain';
import { useTranslation } from 'react-i18next';
import type { BlockFieldsProps } from './field-props.js';
import { PersonField } from './pickers.js';
import { ChoiceField } from './script-fields.js';

type WithWhom = Extract<ScriptBlock, { whom: string }>;
type Props<B extends WithWhom> = { block: B; options: readonly B['whom'][]; onChange: BlockFieldsProps['onChange'] };

/** Whom: by what he is to the call, or a certain person by his name. */
export function WhomField<B extends WithWhom>({ block, options, onChange }: Props<B>) {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceField<B['whom']>
        name="whom"
        label={t(`scripts.form.whomOf.${block.kind}`)}
        value={block.whom}
        options={options}
        say={(whom) => (whom === 'person' ? t('scripts.form.certain') : t(`scripts.form.whom.${whom}`))}
        onChange={(whom) => onChange(pointedAt(block, whom))}
      />
      {block.whom === 'person' && (
        <PersonField
          value={'personId' in block ? block.personId : undefined}
          onChange={(personId) => onChange(pointedAt(block, block.whom, personId))}
        />
      )}
    </>
  );
}

/** No person is left behind where none is meant any more. */
function pointedAt<B extends WithWhom>(block: B, whom: B['whom'], personId?: string): ScriptBlock {
  const kept = Object.fromEntries(Object.entries(block).filter(([key]) => key !== 'personId'));
  return { ...kept, whom, ...(personId !== undefined && { personId }) } as unknown as ScriptBlock;
}

type Grouped = Extract<ScriptBlock, { kind: 'ring' | 'queue' }>;

export function StrategyField({ block, onChange }: { block: Grouped; onChange: BlockFieldsProps['onChange'] }) {
  const { t } = useTranslation();
  return (
    <ChoiceField
      name="strategy"
      label={t('scripts.form.strategy')}
      value={block.strategy ?? 'all'}
      options={ringStrategies}
      say={(strategy) => t(`scripts.form.strategies.${strategy}`)}
      onChange={(strategy) => onChange({ ...block, strategy })}
    />
  );
}
