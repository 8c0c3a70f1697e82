import { Menu } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './page.module.css';

export type Choice = { value: string; label: string; mark?: ReactNode };

type Props = {
  name: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  several?: boolean;
  onChange: (chosen: string[]) => void;
};

/** One part of the sentence a filter reads as: "status Interested or Offer sent". Pressed, it offers its choices. */
export function FilterChip({ name, choices, chosen, several = false, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const words = choices.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  const said =
    words.length > 3
      ? t('filter.several', { count: words.length })
      : new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(words);
  const toggle = (value: string) => {
    const on = chosen.includes(value);
    if (!several) return onChange(on ? [] : [value]);
    onChange(on ? chosen.filter((each) => each !== value) : [...chosen, value]);
  };
  return (
    <span className={styles.chip} data-testid={`filter-${name}`}>
      <Menu closeOnItemClick={!several} position="bottom-start" width={320}>
        <Menu.Target>
          <button type="button">
            {words.length > 0 ? (
              <>
                {t(`filter.${name}`)} <b>{said}</b>
              </>
            ) : (
              <span className="dimmed">{t(`filter.any.${name}`)}</span>
            )}
          </button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflow: 'auto' }}>
          {choices.map(({ value, label, mark }) => (
            <Menu.Item
              key={value}
              leftSection={mark}
              rightSection={chosen.includes(value) ? <IconCheck size={14} aria-hidden /> : null}
              onClick={() => toggle(value)}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {words.length > 0 && (
        <button type="button" onClick={() => onChange([])} aria-label={t('filter.remove', { name: t(`filter.${name}`) })}>
          <IconX size={13} aria-hidden />
        </button>
      )}
    </span>
  );
}
