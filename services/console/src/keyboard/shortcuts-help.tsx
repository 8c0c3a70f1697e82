import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { modKey } from './mod-key.js';
import styles from './shortcuts-help.module.css';
import { useShortcuts } from './use-shortcuts.js';

const useHelp = create<{ open: boolean }>(() => ({ open: false }));

export function openShortcuts(): void {
  useHelp.setState({ open: true });
}

const groups = {
  everywhere: { search: [modKey, 'K'], help: ['?'] },
  list: { filter: ['/'], move: ['j', 'k'], open: ['Enter'], look: ['Space'] },
  application: { status: ['s'], comment: ['c'], reminder: ['r'], dial: ['d'], important: ['!'] },
  call: {
    answer: ['Alt', 'A'],
    decline: ['Alt', 'D'],
    hangUp: ['Alt', 'H'],
    mute: ['Alt', 'M'],
    hold: ['Alt', 'P'],
    transfer: ['Alt', 'T'],
    card: ['Enter'],
  },
  script: { form: ['Enter'], remove: ['Delete'], undo: [modKey, 'Z'], redo: [modKey, 'Shift', 'Z'], save: [modKey, 'S'] },
} as const satisfies Record<string, Record<string, readonly string[]>>;

export function ShortcutsHelp() {
  const { t } = useTranslation();
  const open = useHelp((help) => help.open);
  useShortcuts({ '?': openShortcuts });
  return (
    <Modal
      opened={open}
      onClose={() => useHelp.setState({ open: false })}
      title={t('keyboard.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={styles.groups}>
        {Object.entries<Record<string, readonly string[]>>(groups).map(([group, keys]) => (
          <section key={group}>
            <h2 className={styles.title}>{t(`keyboard.${group}.title`)}</h2>
            <dl className={styles.keys}>
              {Object.entries(keys).map(([name, presses]) => (
                <div key={name}>
                  <dt>{t(`keyboard.${group}.${name}`)}</dt>
                  <dd>
                    {presses.map((press) => (
                      <Kbd key={press} size="xs">
                        {press}
                      </Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
