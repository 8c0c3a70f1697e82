// biome-ignore-all lint/a11y/useFocusableInteractive: the field keeps the focus, choices are told by aria-activedescendant
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are the field's
import { Modal } from '@mantine/core';
import { IconAddressBook, IconArrowRight, IconBriefcase, IconPoint } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../keyboard/use-shortcuts.js';
import styles from './palette.module.css';
import { closePalette, openPalette, usePalette } from './palette-store.js';
import { type PaletteItem, usePaletteItems } from './use-palette-items.js';

const icons = { application: IconBriefcase, client: IconAddressBook, place: IconArrowRight, presence: IconPoint };

/** ⌘K: everything by name or number, and where to go. */
export function Palette() {
  const { t } = useTranslation();
  const open = usePalette((palette) => palette.open);
  useShortcuts({ 'mod+k': () => (open ? closePalette() : openPalette()) });
  return (
    <Modal
      opened={open}
      onClose={closePalette}
      withCloseButton={false}
      padding={0}
      size={620}
      yOffset="12vh"
      radius="lg"
      attributes={{ content: { 'aria-label': t('frame.search') } }}
    >
      {open && <Search />}
    </Modal>
  );
}

function Search() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const { items, searching } = usePaletteItems(text);
  const current = Math.min(at, items.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const run = (item: PaletteItem | undefined) => {
    if (!item) return;
    closePalette();
    item.run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(items.length - 1, current + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, current - 1));
    else if (event.key === 'Enter') run(items[current]);
    else return;
    event.preventDefault();
  };

  return (
    <div data-testid="palette">
      <input
        className={styles.field}
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={items.length > 0 ? `${id}-${current}` : undefined}
        aria-label={t('frame.search')}
        placeholder={t('frame.search')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
        data-testid="palette-field"
      />
      <div ref={list} id={id} className={styles.list} role="listbox" aria-label={t('frame.search')}>
        {items.map((item, index) => {
          const Icon = icons[item.kind];
          return (
            <div key={item.key}>
              {items[index - 1]?.kind !== item.kind && <div className={styles.group}>{t(`palette.${item.kind}`)}</div>}
              <div
                id={`${id}-${index}`}
                className={styles.item}
                role="option"
                aria-selected={index === current}
                onMouseMove={() => setAt(index)}
                onClick={() => run(item)}
              >
                <Icon size={16} stroke={1.6} aria-hidden />
                <span className="one-line">{item.label}</span>
                <span className="dimmed one-line">{item.hint}</span>
              </div>
            </div>
          );
        })}
        {items.length === 0 && <div className={styles.group}>{searching ? t('state.loading') : t('list.nothing')}</div>}
      </div>
    </div>
  );
}
