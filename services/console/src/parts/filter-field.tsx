import { Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useShortcuts } from '../keyboard/use-shortcuts.js';

/** Narrows a list as one types; `/` goes here, Escape leaves. What is typed comes to the address after a short pause. */
export function FilterField({ value, onChange, label }: { value: string; onChange: (value: string) => void; label: string }) {
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const told = useRef(value);
  useShortcuts({ '/': () => field.current?.focus() });

  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text.trim() === told.current) return;
    const timer = setTimeout(() => {
      told.current = text.trim();
      onChange(told.current);
    }, 200);
    return () => clearTimeout(timer);
  }, [text, onChange]);

  return (
    <TextInput
      ref={field}
      type="search"
      size="xs"
      w={250}
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && field.current?.blur()}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={text === '' ? <Kbd size="xs">/</Kbd> : null}
      data-testid="filter"
    />
  );
}
