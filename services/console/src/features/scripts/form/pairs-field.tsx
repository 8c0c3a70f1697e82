import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../chart/editor.module.css';

type Pair = readonly [name: string, value: string];
type Props = {
  label: string;
  names: string;
  values: string;
  value: Readonly<Record<string, string>>;
  isName: (name: string) => boolean;
  onChange: (value: Readonly<Record<string, string>>) => void;
  name: string;
};

/** Names with their values, a line each. A line that has no name yet is kept here until it has one. */
export function PairsField({ label, names, values, value, isName, onChange, name }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<readonly Pair[]>(() => Object.entries(value));
  const written = JSON.stringify(value);
  const pairs = JSON.stringify(recordOf(typed, isName)) === written ? typed : Object.entries(value);
  const write = (next: readonly Pair[]) => {
    setTyped(next);
    const record = recordOf(next, isName);
    if (JSON.stringify(record) !== written) onChange(record);
  };
  const put = (index: number, pair: Pair) => write(pairs.map((one, at) => (at === index ? pair : one)));
  return (
    <fieldset className={styles.set}>
      <legend>{label}</legend>
      {pairs.map(([key, text], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, its name is what is being typed
        <div key={index} className={styles.line}>
          <TextInput
            size="xs"
            aria-label={names}
            placeholder={names}
            value={key}
            error={key !== '' && !isName(key)}
            onChange={(event) => put(index, [event.currentTarget.value, text])}
            spellCheck={false}
            data-testid={`${name}-name-${index}`}
          />
          <TextInput
            size="xs"
            aria-label={values}
            placeholder={values}
            value={text}
            maxLength={500}
            onChange={(event) => put(index, [key, event.currentTarget.value])}
            spellCheck={false}
            data-testid={`${name}-value-${index}`}
          />
          <ActionIcon aria-label={t('scripts.form.removeLine')} onClick={() => write(pairs.filter((_, at) => at !== index))}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={13} aria-hidden />}
        onClick={() => write([...pairs, ['', '']])}
        data-testid={`${name}-more`}
      >
        {t('scripts.form.addLine')}
      </Button>
    </fieldset>
  );
}

function recordOf(pairs: readonly Pair[], isName: Props['isName']): Record<string, string> {
  return Object.fromEntries(pairs.filter(([key]) => isName(key)));
}
