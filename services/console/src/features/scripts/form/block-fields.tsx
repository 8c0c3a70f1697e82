import { Checkbox } from '@mantine/core';
import { notifyWhoms, queueWhoms, ringWhoms, taskWhoms } from '@ringbase/contracts';
import { useTranslation } from 'react-i18next';
import styles from '../chart/editor.module.css';
import { ConditionField } from './condition-field.js';
import type { BlockFieldsProps } from './field-props.js';
import { HttpFields } from './http-fields.js';
import { ApplicationTypeField, SoundField, VariableField } from './pickers.js';
import { NumberField, SecondsField, TextField, WordsField } from './script-fields.js';
import { variableName } from './set-variables.js';
import { StrategyField, WhomField } from './whom-field.js';

const e164 = /^\+[1-9]\d{6,14}$/;

/** What there is to be said about a block of this kind, ways out excepted. */
export function BlockFields({ block, departmentId, set, onChange }: BlockFieldsProps) {
  const { t } = useTranslation();
  const label = (name: string) => t(`scripts.form.${name}`);
  switch (block.kind) {
    case 'say':
      return <WordsField label={label('words')} value={block.words} onChange={(words, mark) => onChange({ ...block, words }, mark)} />;
    case 'play':
      return (
        <SoundField
          departmentId={departmentId}
          label={label('soundPlayed')}
          value={block.sound}
          onChange={(sound) => onChange({ ...block, sound })}
        />
      );
    case 'menu':
      return (
        <>
          <WordsField label={label('words')} value={block.words} onChange={(words, mark) => onChange({ ...block, words }, mark)} />
          <div className={styles.pair}>
            <SecondsField
              name="seconds"
              label={label('menuSeconds')}
              value={block.seconds}
              min={1}
              max={30}
              onChange={(seconds) => onChange({ ...block, seconds }, 'seconds')}
            />
            <NumberField
              name="tries"
              label={label('tries')}
              value={block.tries}
              min={1}
              max={5}
              onChange={(tries) => onChange({ ...block, tries }, 'tries')}
            />
          </div>
        </>
      );
    case 'voicemail':
      return (
        <>
          <WordsField
            label={label('greeting')}
            value={block.greeting}
            onChange={(greeting, mark) => onChange({ ...block, greeting }, mark)}
          />
          <SecondsField
            name="maxSeconds"
            label={label('maxSeconds')}
            value={block.maxSeconds}
            min={5}
            max={600}
            onChange={(maxSeconds) => onChange({ ...block, maxSeconds }, 'maxSeconds')}
          />
        </>
      );
    case 'ring':
      return (
        <>
          <WhomField block={block} options={ringWhoms} onChange={onChange} />
          {block.whom === 'department' && <StrategyField block={block} onChange={onChange} />}
          <SecondsField
            name="seconds"
            label={label('ringSeconds')}
            value={block.seconds}
            min={5}
            max={120}
            onChange={(seconds) => onChange({ ...block, seconds }, 'seconds')}
          />
        </>
      );
    case 'queue':
      return (
        <>
          <WhomField block={block} options={queueWhoms} onChange={onChange} />
          <StrategyField block={block} onChange={onChange} />
          <SoundField
            departmentId={departmentId}
            label={label('music')}
            value={block.music}
            onChange={(music) => onChange({ ...block, music })}
          />
          <div className={styles.pair}>
            <SecondsField
              name="ringSeconds"
              label={label('eachSeconds')}
              value={block.ringSeconds}
              min={5}
              max={60}
              onChange={(ringSeconds) => onChange({ ...block, ringSeconds }, 'ringSeconds')}
            />
            <SecondsField
              name="seconds"
              label={label('waitSeconds')}
              value={block.seconds}
              min={10}
              max={3600}
              onChange={(seconds) => onChange({ ...block, seconds }, 'seconds')}
            />
          </div>
          <NumberField
            name="mostWaiting"
            label={label('mostWaiting')}
            value={block.mostWaiting}
            min={1}
            max={500}
            onChange={(mostWaiting) => onChange({ ...block, mostWaiting }, 'mostWaiting')}
          />
          <Checkbox
            size="xs"
            label={label('callback')}
            checked={block.callback}
            onChange={(event) => onChange({ ...block, callback: event.currentTarget.checked })}
          />
        </>
      );
    case 'transfer':
      return (
        <>
          <TextField
            name="number"
            label={label('number')}
            value={block.number}
            max={16}
            error={e164.test(block.number) ? undefined : label('numberWrong')}
            onChange={(number) => onChange({ ...block, number: number.replaceAll(/[\s()-]/g, '') }, 'number')}
          />
          <SecondsField
            name="seconds"
            label={label('ringSeconds')}
            value={block.seconds}
            min={5}
            max={120}
            onChange={(seconds) => onChange({ ...block, seconds }, 'seconds')}
          />
        </>
      );
    case 'condition':
      return (
        <ConditionField
          label={label('asks')}
          value={block.when}
          departmentId={departmentId}
          set={set}
          onChange={(when, mark) => onChange({ ...block, when }, mark)}
        />
      );
    case 'switch':
      return <VariableField label={label('on')} value={block.on} set={set} onChange={(on) => onChange({ ...block, on }, 'on')} />;
    case 'set-variable':
      return (
        <>
          <TextField
            name="name"
            label={label('variable')}
            value={block.name}
            max={40}
            hint={label('variableHint')}
            error={variableName.test(block.name) ? undefined : label('variableName')}
            onChange={(name) => onChange({ ...block, name }, 'name')}
          />
          <TextField
            name="value"
            label={label('value')}
            value={block.value}
            hint={label('placeholders')}
            onChange={(value) => onChange({ ...block, value }, 'value')}
          />
        </>
      );
    case 'http-request':
      return <HttpFields block={block} onChange={onChange} />;
    case 'create-application':
      return (
        <>
          <TextField
            name="title"
            label={label('title')}
            value={block.title}
            max={200}
            hint={label('placeholders')}
            onChange={(title) => onChange({ ...block, title }, 'title')}
          />
          <ApplicationTypeField value={block.typeId} onChange={(typeId) => onChange({ ...block, typeId })} />
        </>
      );
    case 'create-task':
      return (
        <>
          <WhomField block={block} options={taskWhoms} onChange={onChange} />
          <TextField
            name="note"
            long
            label={label('note')}
            value={block.note}
            max={1000}
            hint={label('placeholders')}
            onChange={(note) => onChange({ ...block, note }, 'note')}
          />
          <NumberField
            name="dueInMinutes"
            label={label('due')}
            unit={label('minutes')}
            value={block.dueInMinutes}
            min={0}
            max={43_200}
            onChange={(dueInMinutes) => onChange({ ...block, dueInMinutes }, 'dueInMinutes')}
          />
        </>
      );
    case 'notify':
      return (
        <>
          <WhomField block={block} options={notifyWhoms} onChange={onChange} />
          <TextField
            name="text"
            long
            label={label('text')}
            value={block.text}
            max={1000}
            hint={label('placeholders')}
            onChange={(text) => onChange({ ...block, text }, 'text')}
          />
        </>
      );
    case 'switch-owner':
    case 'go-to':
    case 'hang-up':
      return null;
  }
}
