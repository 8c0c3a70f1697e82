import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { CallScript, ScriptBlock } from '@ringbase/domain';
import { IconCopy, IconFlag, IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { blockIcons, groupOf } from '../chart/block-look.js';
import { isFreeName } from '../chart/edit-script.js';
import styles from '../chart/editor.module.css';
import { BlockFields } from './block-fields.js';
import { CommitField } from './commit-field.js';
import type { LeadActs } from './lead-select.js';
import { setVariables } from './set-variables.js';
import { WaysField } from './ways-field.js';

export type BlockActs = LeadActs & {
  change: (id: string, block: ScriptBlock, mark?: string) => void;
  rename: (id: string, name: string) => void;
  start: (id: string) => void;
  duplicate: (id: string) => void;
  removeBlock: (id: string) => void;
  close: () => void;
};
type Props = { script: CallScript; id: string; block: ScriptBlock; departmentId: string; faults: readonly string[]; acts: BlockActs };

/** Everything about one block: what it is called, what is wrong with it, what it does and where it leads. */
export function BlockForm({ script, id, block, departmentId, faults, acts }: Props) {
  const { t } = useTranslation();
  const Icon = blockIcons[block.kind];
  const buttons = [
    { name: 'duplicate', icon: IconCopy, act: () => acts.duplicate(id) },
    { name: 'remove', icon: IconTrash, act: () => acts.removeBlock(id) },
    { name: 'close', icon: IconX, act: acts.close },
  ] as const;
  return (
    <section className={styles.form} aria-labelledby="block-form-title" data-testid="block-form">
      <div className={styles.formHead} data-group={groupOf(block.kind)}>
        <Icon size={17} stroke={1.7} aria-hidden />
        <h2 id="block-form-title" tabIndex={-1}>
          {t(`scripts.kind.${block.kind}`)}
        </h2>
        {buttons.map(({ name, icon: One, act }) => (
          <Tooltip key={name} label={t(`scripts.form.act.${name}`)}>
            <ActionIcon aria-label={t(`scripts.form.act.${name}`)} onClick={act} data-testid={`${name}-block`}>
              <One size={15} stroke={1.7} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      {faults.length > 0 && (
        <ul className={styles.faults} data-testid="block-faults">
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
      <CommitField
        name="block-name"
        label={t('scripts.form.name')}
        value={id}
        isLawful={(name) => isFreeName(script, name)}
        error={t('scripts.form.nameWrong')}
        onCommit={(name) => acts.rename(id, name)}
      />
      {script.start === id ? (
        <p className={styles.start}>
          <IconFlag size={14} stroke={2} aria-hidden /> {t('scripts.chart.start')}
        </p>
      ) : (
        <div>
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconFlag size={13} aria-hidden />}
            onClick={() => acts.start(id)}
            data-testid="start-here"
          >
            {t('scripts.form.startHere')}
          </Button>
        </div>
      )}
      <BlockFields
        key={id}
        block={block}
        departmentId={departmentId}
        set={setVariables(script)}
        onChange={(next, mark) => acts.change(id, next, mark && `${id}.${mark}`)}
      />
      <WaysField key={`${id}.ways`} script={script} id={id} block={block} onChange={(next) => acts.change(id, next)} acts={acts} />
    </section>
  );
}
