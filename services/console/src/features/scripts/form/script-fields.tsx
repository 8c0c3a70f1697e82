import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { spokenLanguages } from '@ringbase/contracts';
import type { Words } from '@ringbase/domain';
import { useTranslation } from 'react-i18next';
import styles from '../chart/editor.module.css';

type WordsProps = { label: string; value: Words; onChange: (value: Words, mark: string) => void };

/** What the caller hears, in each of the languages that callers are spoken to in. */
export function WordsField({ label, value, onChange }: WordsProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.set}>
      <legend>{label}</legend>
      {spokenLanguages.map((language) => (
        <Textarea
          key={language}
          size="xs"
          label={t(`scripts.form.language.${language}`)}
          lang={language}
          value={value[language]}
          onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value }, `words.${language}`)}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1000}
          data-testid={`words-${language}`}
        />
      ))}
      <p className={styles.hint}>{t('scripts.form.placeholders')}</p>
    </fieldset>
  );
}

type NumberProps = {
  label: string;
  value: number;
  min: number;
  max: number;
  unit?: string;
  onChange: (value: number) => void;
  name: string;
};

export function NumberField({ label, value, min, max, unit, onChange, name }: NumberProps) {
  return (
    <NumberInput
      size="xs"
      label={label}
      value={value}
      min={min}
      max={max}
      clampBehavior="blur"
      allowDecimal={false}
      allowNegative={false}
      {...(unit !== undefined && { suffix: ` ${unit}` })}
      onChange={(next) => typeof next === 'number' && onChange(next)}
      data-testid={`field-${name}`}
    />
  );
}

export function SecondsField(props: Omit<NumberProps, 'unit'>) {
  const { t } = useTranslation();
  return <NumberField {...props} unit={t('scripts.form.seconds')} />;
}

type TextProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  name: string;
  max?: number;
  long?: boolean;
  hint?: string;
  error?: string | undefined;
};

export function TextField({ label, value, onChange, name, max = 500, long = false, hint, error }: TextProps) {
  const common = {
    size: 'xs' as const,
    label,
    value,
    maxLength: max,
    ...(hint !== undefined && { description: hint }),
    error,
    'data-testid': `field-${name}`,
  };
  return long ? (
    <Textarea {...common} autosize minRows={2} maxRows={8} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput {...common} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

type ChoiceProps<T extends string> = {
  label: string;
  value: T;
  options: readonly T[];
  say: (option: T) => string;
  onChange: (value: T) => void;
  name: string;
};

export function ChoiceField<T extends string>({ label, value, options, say, onChange, name }: ChoiceProps<T>) {
  return (
    <Select
      size="xs"
      label={label}
      value={value}
      data={options.map((option) => ({ value: option, label: say(option) }))}
      onChange={(next) => next !== null && onChange(next as T)}
      allowDeselect={false}
      data-testid={`field-${name}`}
    />
  );
}
