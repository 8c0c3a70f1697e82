import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  label: string;
  value: string;
  isLawful: (value: string) => boolean;
  error: string;
  onCommit: (value: string) => void;
  name: string;
  hidden?: boolean;
};

/** A name that other things hang on: it is taken when it is whole, at Enter or on leaving the field; Escape takes back what was typed. */
export function CommitField({ label, value, isLawful, error, onCommit, name, hidden = false }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const wrong = text !== value && !isLawful(text);
  const commit = () => {
    if (text !== value && !wrong) onCommit(text);
  };
  return (
    <TextInput
      size="xs"
      {...(hidden ? { 'aria-label': label } : { label })}
      value={text}
      error={wrong ? error : undefined}
      title={t('scripts.form.commit')}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setText(value);
      }}
      spellCheck={false}
      data-testid={`field-${name}`}
    />
  );
}
