import { ActionIcon, Button, Chip, Group, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { callerKinds, variableTests } from '@ringbase/contracts';
import type { ScriptCondition } from '@ringbase/domain';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useManner } from '../../../time/use-manner.js';
import { departmentsQuery } from '../../people/people-queries.js';
import { presenceStatuses } from '../../presence/presence-order.js';
import styles from '../chart/editor.module.css';
import { ClientsField } from './clients-field.js';
import { makeCondition, minuteOf, timeOf } from './make-condition.js';
import { VariableField } from './pickers.js';
import { ChoiceField, TextField } from './script-fields.js';

type Kind = ScriptCondition['kind'];
type Props = {
  label: string;
  value: ScriptCondition;
  departmentId: string;
  set: readonly string[];
  onChange: (value: ScriptCondition, mark?: string) => void;
  onRemove?: () => void;
  /** How deep it lies in others. */
  depth?: number;
};

const kinds: readonly Kind[] = [
  'open',
  'holiday',
  'time-of-day',
  'caller',
  'caller-number',
  'client',
  'owner-presence',
  'dialled',
  'variable',
  'share',
  'all',
  'any',
  'not',
];
const nesting: ReadonlySet<Kind> = new Set(['all', 'any', 'not']);
const DEEPEST = 3;
/** Monday, 5 January 2026: the names of the week's days. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY = 86_400_000;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** A question with a yes and a no, put together from parts. */
export function ConditionField({ label, value, departmentId, set, onChange, onRemove, depth = 0 }: Props) {
  const { t } = useTranslation();
  const options = depth < DEEPEST ? kinds : kinds.filter((kind) => !nesting.has(kind));
  return (
    <fieldset className={styles.set} data-deep={depth > 0}>
      <legend>{label}</legend>
      <div className={styles.line}>
        <Select
          size="xs"
          aria-label={label}
          data={options.map((kind) => ({ value: kind, label: t(`scripts.form.if.${kind}`) }))}
          value={value.kind}
          onChange={(kind) => kind !== null && kind !== value.kind && onChange(makeCondition(kind as Kind, value))}
          allowDeselect={false}
          style={{ flex: 1 }}
          data-testid={`condition-${depth}`}
        />
        {onRemove && (
          <ActionIcon aria-label={t('scripts.form.removeLine')} onClick={onRemove}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <Details value={value} departmentId={departmentId} set={set} onChange={onChange} depth={depth} />
    </fieldset>
  );
}

function Details({ value, departmentId, set, onChange, depth }: Omit<Props, 'label' | 'onRemove'> & { depth: number }) {
  const { t } = useTranslation();
  const { locale } = useManner();
  const departments = useQuery(departmentsQuery);
  const dayName = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  switch (value.kind) {
    case 'open':
    case 'holiday':
      return null;
    case 'caller':
      return (
        <ChoiceField
          name="caller"
          label={t('scripts.form.caller')}
          value={value.is}
          options={callerKinds}
          say={(kind) => t(`scripts.form.callers.${kind}`)}
          onChange={(is) => onChange({ ...value, is })}
        />
      );
    case 'caller-number':
      return (
        <TagsInput
          size="xs"
          label={t('scripts.form.prefixes')}
          description={t('scripts.form.prefixesHint')}
          value={[...value.prefixes]}
          onChange={(typed) =>
            onChange({ ...value, prefixes: typed.map((one) => `+${one.replaceAll(/\D/g, '')}`).filter((one) => one.length > 1) })
          }
          error={value.prefixes.length === 0 && t('scripts.form.missing')}
          maxTags={50}
          data-testid="field-prefixes"
        />
      );
    case 'client':
      return <ClientsField value={value.clientIds} onChange={(clientIds) => onChange({ ...value, clientIds })} />;
    case 'owner-presence':
      return (
        <MultiSelect
          size="xs"
          label={t('scripts.form.presences')}
          data={presenceStatuses.map((status) => ({ value: status, label: t(`presence.${status}`) }))}
          value={[...value.in]}
          onChange={(chosen) => onChange({ ...value, in: presenceStatuses.filter((status) => chosen.includes(status)) })}
          error={value.in.length === 0 && t('scripts.form.missing')}
        />
      );
    case 'dialled': {
      const numbers = (departments.data?.items ?? []).flatMap((one) =>
        one.numbers.map(({ e164, label }) => ({ value: e164, label: `${e164} ${label}` })),
      );
      const known = new Set(numbers.map((one) => one.value));
      return (
        <MultiSelect
          size="xs"
          label={t('scripts.form.numbers')}
          data={[...numbers, ...value.numbers.filter((one) => !known.has(one)).map((one) => ({ value: one, label: one }))]}
          value={[...value.numbers]}
          onChange={(chosen) => onChange({ ...value, numbers: chosen })}
          error={value.numbers.length === 0 && t('scripts.form.missing')}
          searchable
        />
      );
    }
    case 'variable':
      return (
        <>
          <VariableField
            label={t('scripts.form.variable')}
            value={value.name}
            set={set}
            onChange={(name) => onChange({ ...value, name }, `condition.${depth}.name`)}
          />
          <ChoiceField
            name="test"
            label={t('scripts.form.test')}
            value={value.test}
            options={variableTests}
            say={(test) => t(`scripts.form.tests.${test}`)}
            onChange={(test) => onChange({ ...value, test })}
          />
          {value.test !== 'is-set' && (
            <TextField
              name="condition-value"
              label={t('scripts.form.value')}
              value={value.value}
              max={200}
              onChange={(text) => onChange({ ...value, value: text }, `condition.${depth}.value`)}
            />
          )}
        </>
      );
    case 'time-of-day':
      return (
        <>
          <div className={styles.pair}>
            <TextInput
              size="xs"
              type="time"
              label={t('scripts.form.from')}
              value={timeOf(value.from)}
              onChange={(event) =>
                onChange({ ...value, from: minuteOf(event.currentTarget.value) ?? value.from }, `condition.${depth}.from`)
              }
            />
            <TextInput
              size="xs"
              type="time"
              label={t('scripts.form.until')}
              value={timeOf(value.until)}
              onChange={(event) => onChange({ ...value, until: minuteOf(event.currentTarget.value) || 1440 }, `condition.${depth}.until`)}
            />
          </div>
          <Chip.Group
            multiple
            value={value.weekdays.map(String)}
            onChange={(chosen) => onChange({ ...value, weekdays: weekdays.filter((day) => chosen.includes(String(day))) })}
          >
            <Group gap={4} role="group" aria-label={t('scripts.form.weekdays')}>
              {weekdays.map((day) => (
                <Chip key={day} size="xs" value={String(day)}>
                  {dayName.format(MONDAY + (day - 1) * DAY)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <p className={styles.hint}>{t('scripts.form.everyDay')}</p>
        </>
      );
    case 'share':
      return (
        <NumberInput
          size="xs"
          label={t('scripts.form.percent')}
          value={value.percent}
          min={0}
          max={100}
          suffix=" %"
          clampBehavior="blur"
          onChange={(percent) => typeof percent === 'number' && onChange({ ...value, percent }, `condition.${depth}.percent`)}
        />
      );
    case 'not':
      return (
        <ConditionField
          label={t('scripts.form.part')}
          value={value.of}
          departmentId={departmentId}
          set={set}
          depth={depth + 1}
          onChange={(of, mark) => onChange({ ...value, of }, mark && `not.${mark}`)}
        />
      );
    case 'all':
    case 'any':
      return (
        <>
          {value.of.map((part, index) => (
            <ConditionField
              // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name but its place
              key={index}
              label={t('scripts.form.partNumber', { number: index + 1 })}
              value={part}
              departmentId={departmentId}
              set={set}
              depth={depth + 1}
              onChange={(next, mark) =>
                onChange({ ...value, of: value.of.map((one, at) => (at === index ? next : one)) }, mark && `${index}.${mark}`)
              }
              onRemove={() => onChange({ ...value, of: value.of.filter((_, at) => at !== index) })}
            />
          ))}
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={13} aria-hidden />}
            onClick={() => onChange({ ...value, of: [...value.of, makeCondition('open', null)] })}
            data-testid={`add-condition-${depth}`}
          >
            {t('scripts.form.addPart')}
          </Button>
        </>
      );
  }
}
