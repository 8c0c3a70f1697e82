import { ActionIcon, Button } from '@mantine/core';
import type { CallScript, ScriptBlock } from '@ringbase/domain';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from '../chart/editor.module.css';
import { NOWHERE, type Outlet, outletsOf, sayOutlet } from '../chart/outlets.js';
import { CommitField } from './commit-field.js';
import { type LeadActs, LeadSelect } from './lead-select.js';

type Props = { script: CallScript; id: string; block: ScriptBlock; onChange: (block: ScriptBlock) => void; acts: LeadActs };

const digitsOf = (outlet: Outlet) => (outlet.name.kind === 'digits' ? outlet.name.digits : null);
const choice = /^[0-9*#]{1,4}$/;

/** Where a block leads, way by way; those of a menu and of a switch are named here as well, added and taken away. */
export function WaysField({ script, id, block, onChange, acts }: Props) {
  const { t } = useTranslation();
  const outlets = outletsOf(block);
  if (outlets.length === 0) return <p className={styles.hint}>{t('scripts.form.noWays')}</p>;
  return (
    <fieldset className={styles.set}>
      <legend>{t('scripts.form.ways')}</legend>
      {outlets.map((outlet) => {
        const lead = (hidden: boolean) => (
          <LeadSelect
            script={script}
            from={{ block: id, outlet: outlet.id }}
            to={outlet.to}
            label={sayOutlet(t, outlet)}
            acts={acts}
            hidden={hidden}
          />
        );
        const named = namedBy(block, outlet);
        if (named === null) return <div key={outlet.id}>{lead(false)}</div>;
        return (
          <div key={outlet.id} className={styles.choice}>
            <CommitField
              name={`name-${outlet.id}`}
              hidden
              label={t(block.kind === 'menu' ? 'scripts.form.digits' : 'scripts.form.equals')}
              value={named.value}
              isLawful={named.isLawful}
              error={t(block.kind === 'menu' ? 'scripts.form.digitsWrong' : 'scripts.form.equalsWrong')}
              onCommit={(value) => onChange(named.rename(value))}
            />
            {lead(true)}
            <ActionIcon
              aria-label={t('scripts.form.removeNamed', { name: sayOutlet(t, outlet) })}
              onClick={() => onChange(named.without())}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      {(block.kind === 'menu' || block.kind === 'switch') && (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={13} aria-hidden />}
          onClick={() => onChange(withOneMore(block))}
          data-testid="add-way"
        >
          {t(block.kind === 'menu' ? 'scripts.form.addChoice' : 'scripts.form.addCase')}
        </Button>
      )}
    </fieldset>
  );
}

type Named = { value: string; isLawful: (value: string) => boolean; rename: (value: string) => ScriptBlock; without: () => ScriptBlock };

/** Null: the way's name is the block's own. */
function namedBy(block: ScriptBlock, outlet: Outlet): Named | null {
  const digits = digitsOf(outlet);
  if (block.kind === 'menu' && digits !== null) {
    const mapped = (of: (key: string, to: string) => [string, string][]) => ({
      ...block,
      choices: Object.fromEntries(Object.entries(block.choices).flatMap(([key, to]) => of(key, to))),
    });
    return {
      value: digits,
      isLawful: (value) => choice.test(value) && !Object.hasOwn(block.choices, value),
      rename: (value) => mapped((key, to) => [[key === digits ? value : key, to]]),
      without: () => mapped((key, to) => (key === digits ? [] : [[key, to]])),
    };
  }
  if (block.kind === 'switch' && outlet.name.kind === 'value') {
    const index = Number(outlet.id.slice('case:'.length));
    return {
      value: outlet.name.value,
      isLawful: (value) => value.length <= 200,
      rename: (value) => ({ ...block, cases: block.cases.map((one, at) => (at === index ? { ...one, equals: value } : one)) }),
      without: () => ({ ...block, cases: block.cases.filter((_, at) => at !== index) }),
    };
  }
  return null;
}

function withOneMore(block: Extract<ScriptBlock, { kind: 'menu' | 'switch' }>): ScriptBlock {
  if (block.kind === 'switch') return { ...block, cases: [...block.cases, { equals: '', next: NOWHERE }] };
  const free = [...'1234567890*#'].find((digit) => !Object.keys(block.choices).some((taken) => taken.startsWith(digit))) ?? '00';
  return { ...block, choices: { ...block.choices, [free]: NOWHERE } };
}
