import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { modWith } from '../../../keyboard/mod-key.js';
import type { ScriptEdit } from '../use-script-edit.js';
import styles from './editor.module.css';

/** Back and forth, and what the draft is. */
export function EditBar({ edit }: { edit: ScriptEdit }) {
  const { t } = useTranslation();
  const acts = [
    { name: 'undo', icon: IconArrowBackUp, act: edit.undo, can: edit.canUndo, keys: modWith('Z') },
    { name: 'redo', icon: IconArrowForwardUp, act: edit.redo, can: edit.canRedo, keys: `${modWith('Z')} + Shift` },
  ] as const;
  return (
    <div className={styles.bar}>
      {acts.map(({ name, icon: Icon, act, can, keys }) => (
        <Tooltip key={name} label={`${t(`scripts.chart.${name}`)} (${keys})`}>
          <ActionIcon
            variant="default"
            size={28}
            aria-label={t(`scripts.chart.${name}`)}
            aria-disabled={!can}
            {...(!can && { 'data-disabled': true })}
            onClick={act}
            data-testid={`script-${name}`}
          >
            <Icon size={16} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
      <p className={styles.hint}>{t(edit.hasDraft ? 'scripts.draftHint' : 'scripts.noDraft')}</p>
      {(edit.hasDraft || edit.unsaved) && (
        <span className={styles.state} data-changed={edit.unsaved} data-testid="draft-state">
          {t(edit.unsaved ? 'scripts.chart.unsaved' : 'scripts.chart.allSaved')}
        </span>
      )}
    </div>
  );
}
