import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './edit-in-place.module.css';

type Props = {
  /** What it is, for readers. */
  label: string;
  /** As it is read. */
  children: ReactNode;
  /** As it stands in the field. */
  text: string;
  placeholder?: string;
  maxLength: number;
  /** The field has been opened: what is saved is a change of what stands here now. */
  onOpen: () => void;
  /** Takes what was typed; answers with what is wrong with it, if anything is. */
  onSave: (typed: string) => string | null;
  testId: string;
};

/** What is read can be pressed and typed anew in its place: Enter or leaving the field saves, Escape leaves it as it was. */
export function EditInPlace({ label, children, text, placeholder, maxLength, onOpen, onSave, testId }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const [from, setFrom] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const refocus = useRef(false);

  const close = (focus: boolean) => {
    refocus.current = focus;
    setTyped(null);
    setWrong(null);
  };
  const save = (focus: boolean) => {
    if (typed === null || typed.trim() === from) return close(focus);
    const fault = onSave(typed.trim());
    if (fault === null) close(focus);
    else setWrong(fault);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') save(true);
    else close(true);
  };

  if (typed !== null)
    return (
      <TextInput
        autoFocus
        className={styles.field ?? ''}
        size="xs"
        aria-label={label}
        title={t('applications.keys')}
        value={typed}
        error={wrong}
        placeholder={placeholder}
        maxLength={maxLength}
        onChange={({ currentTarget: { value } }) => setTyped(value)}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onBlur={() => save(false)}
        onKeyDown={press}
        data-testid={`${testId}-field`}
      />
    );
  return (
    <button
      type="button"
      ref={(button) => {
        if (!refocus.current) return;
        refocus.current = false;
        button?.focus();
      }}
      className={styles.read}
      title={t('applications.change', { field: label })}
      onClick={() => {
        onOpen();
        setFrom(text);
        setTyped(text);
      }}
      data-testid={testId}
    >
      {children}
    </button>
  );
}
