import { Textarea } from '@mantine/core';
import { httpMethods } from '@ringbase/contracts';
import type { ScriptBlockOf } from '@ringbase/domain';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockFieldsProps } from './field-props.js';
import { PairsField } from './pairs-field.js';
import { ChoiceField, SecondsField, TextField } from './script-fields.js';
import { variableName } from './set-variables.js';

const address = /^https?:\/\/[^\s/?#]+[^\s]*$/;
const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/;

/** What another system is asked, and what of its answer is kept. */
export function HttpFields({ block, onChange }: { block: ScriptBlockOf<'http-request'>; onChange: BlockFieldsProps['onChange'] }) {
  const { t } = useTranslation();
  const label = (name: string) => t(`scripts.form.${name}`);
  return (
    <>
      <ChoiceField
        name="method"
        label={label('method')}
        value={block.method}
        options={httpMethods}
        say={(method) => method}
        onChange={(method) => onChange({ ...block, method })}
      />
      <TextField
        name="url"
        label={label('url')}
        value={block.url}
        hint={label('urlHint')}
        error={address.test(block.url) ? undefined : label('urlWrong')}
        onChange={(url) => onChange({ ...block, url: url.trim() }, 'url')}
      />
      <PairsField
        name="header"
        label={label('headers')}
        names={label('header')}
        values={label('value')}
        value={block.headers}
        isName={(name) => headerName.test(name)}
        onChange={(headers) => onChange({ ...block, headers }, 'headers')}
      />
      <JsonField label={label('body')} value={block.body} onChange={(body) => onChange({ ...block, body }, 'body')} />
      <PairsField
        name="answer"
        label={label('answer')}
        names={label('variable')}
        values={label('answerPath')}
        value={block.answer}
        isName={(name) => variableName.test(name)}
        onChange={(answer) => onChange({ ...block, answer }, 'answer')}
      />
      <SecondsField
        name="seconds"
        label={label('httpSeconds')}
        value={block.seconds}
        min={1}
        max={20}
        onChange={(seconds) => onChange({ ...block, seconds }, 'seconds')}
      />
    </>
  );
}

/** JSON as it is typed; it is taken as soon as it is whole. Empty: none. */
function JsonField({ label, value, onChange }: { label: string; value: unknown; onChange: (value: unknown) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => render(value));
  const [wrong, setWrong] = useState(false);
  const written = JSON.stringify(value);
  useEffect(() => {
    setText((now) => (JSON.stringify(read(now)) === written ? now : render(JSON.parse(written))));
    setWrong(false);
  }, [written]);
  return (
    <Textarea
      size="xs"
      label={label}
      description={t('scripts.form.bodyHint')}
      value={text}
      error={wrong ? t('scripts.form.noJson') : undefined}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        const parsed = read(typed);
        setText(typed);
        setWrong(parsed === undefined);
        if (parsed !== undefined) onChange(parsed);
      }}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      autosize
      minRows={3}
      maxRows={10}
      spellCheck={false}
      data-testid="field-body"
    />
  );
}

function render(value: unknown): string {
  return value === null ? '' : JSON.stringify(value, null, 2);
}

/** Undefined: it is not JSON. */
function read(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
