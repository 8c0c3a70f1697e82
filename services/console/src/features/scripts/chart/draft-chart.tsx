import { Button } from '@mantine/core';
import type { CallScript } from '@ringbase/domain';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../../keyboard/use-shortcuts.js';
import { Empty } from '../../../parts/states.js';
import { DraftActs } from '../draft-acts.js';
import { DraftFaults, type NamedFault } from '../draft-faults.js';
import { DryRunPanel } from '../dry-run-panel.js';
import { type BlockActs, BlockForm } from '../form/block-form.js';
import type { ScriptEdit } from '../use-script-edit.js';
import { useTrial } from '../use-trial.js';
import type { Chosen } from './chart-props.js';
import { EditBar } from './edit-bar.js';
import * as ops from './edit-script.js';
import styles from './editor.module.css';
import { blockOf, faultsOf, standingFaults } from './faults-of.js';
import { FlowChart } from './flow-chart.js';
import type { BlockKind } from './new-block.js';
import { NOWHERE, outletsOf } from './outlets.js';
import { PaletteList } from './palette-list.js';

type Props = { departmentId: string; edit: ScriptEdit; toText: () => void };

/** The draft drawn: palette at the left, the chart, the chosen block's form at the right, a dry run at the foot. */
export function DraftChart({ departmentId, edit, toText }: Props) {
  const { t } = useTranslation();
  const { script, change, changed } = edit;
  const [picked, setPicked] = useState<Chosen | null>(null);
  const [said, setSaid] = useState('');
  /** Something is typed that is not of the script: to take it back is the field's own business. */
  const [aside, setAside] = useState(false);
  const stage = useRef<HTMLDivElement>(null);
  const trial = useTrial(script);
  const chosen = picked && isThere(script, picked) ? picked : null;
  const block = chosen?.kind === 'block' ? script.blocks[chosen.id] : undefined;

  const refused = edit.refusals.map((fault): NamedFault => {
    const where = fault.path?.slice(2).join('.');
    return blockOf(fault.path) === null ? fault : { ...fault, words: t('scripts.chart.refused', { where: where || 'kind' }) };
  });
  const faults = [...refused, ...(changed ? standingFaults(edit.faults, edit.saved, script) : edit.faults)];
  const byBlock = faultsOf(faults);

  /** After the next drawing: what is to be focused may not be there yet. */
  const focus = (selector: string) => requestAnimationFrame(() => stage.current?.querySelector<HTMLElement>(selector)?.focus());
  const toForm = () => focus('#block-form-title');
  const add = (kind: BlockKind, from?: ops.OutletOf) => {
    const { script: next, id } = ops.addBlock(script, kind, from);
    change(next);
    setPicked({ kind: 'block', id });
    setSaid(t('scripts.chart.added', { block: id }));
    toForm();
  };
  const remove = (what: Chosen) => {
    change(what.kind === 'block' ? ops.removeBlock(script, what.id) : ops.connect(script, what.from, NOWHERE));
    setPicked(null);
    setSaid(what.kind === 'block' ? t('scripts.chart.removed', { block: what.id }) : t('scripts.chart.disconnected'));
    focus('[data-testid=flow-chart]');
  };
  const acts: BlockActs = {
    add,
    connect: (from, to) => change(ops.connect(script, from, to)),
    change: (id, next, mark) => change(ops.replaceBlock(script, id, next), mark),
    rename: (id, name) => {
      change(ops.renameBlock(script, id, name));
      setPicked({ kind: 'block', id: name });
    },
    start: (id) => change(ops.startAt(script, id)),
    duplicate: (id) => {
      const copy = ops.duplicateBlock(script, id);
      change(copy.script);
      setPicked({ kind: 'block', id: copy.id });
      setSaid(t('scripts.chart.added', { block: copy.id }));
    },
    removeBlock: (id) => remove({ kind: 'block', id }),
    close: () => {
      setPicked(null);
      if (chosen?.kind === 'block') focus(`.react-flow__node[data-id="${chosen.id}"]`);
    },
  };
  const save = () => changed && edit.save.mutate(script);
  useShortcuts({ 'mod+s': save }, !edit.broken);
  useShortcuts({ 'mod+z': (event) => (event.shiftKey ? edit.redo() : edit.undo()), 'mod+y': edit.redo }, !edit.broken && !aside);

  if (edit.broken)
    return (
      <Empty title={t('scripts.chart.broken')}>
        <Button variant="default" onClick={toText}>
          {t('scripts.chart.toText')}
        </Button>{' '}
        <Button variant="default" onClick={edit.dropText} data-testid="drop-text">
          {t('scripts.chart.dropText')}
        </Button>
      </Empty>
    );
  return (
    <div className={styles.editor} ref={stage}>
      <EditBar edit={edit} />
      <div className={styles.stage}>
        <PaletteList onAdd={(kind) => add(kind, placeFor(script, chosen))} />
        <FlowChart
          script={script}
          label={t('scripts.chart.label')}
          chosen={chosen}
          onChoose={setPicked}
          onEnter={toForm}
          faults={byBlock}
          lit={trial.lit}
          until={trial.until}
          here={trial.here}
          acts={{ connect: acts.connect, remove, add }}
        >
          {Object.keys(script.blocks).length === 0 && (
            <div className={styles.blank}>
              <Empty title={t('scripts.chart.empty')}>{t('scripts.chart.emptyHint')}</Empty>
            </div>
          )}
        </FlowChart>
        {block && chosen?.kind === 'block' && (
          <BlockForm
            script={script}
            id={chosen.id}
            block={block}
            departmentId={departmentId}
            faults={byBlock.get(chosen.id) ?? []}
            acts={acts}
          />
        )}
        {chosen?.kind === 'way' && (
          <section className={styles.form} aria-label={t('scripts.form.ways')}>
            <p className={styles.hint}>{t('scripts.chart.wayHint')}</p>
            <Button variant="default" onClick={() => remove(chosen)} data-testid="disconnect">
              {t('scripts.chart.disconnect')}
            </Button>
          </section>
        )}
      </div>
      <div role="status" className={styles.unseen}>
        {said}
      </div>
      <section className={styles.foot} aria-label={t('scripts.draft')} onFocus={() => setAside(true)} onBlur={() => setAside(false)}>
        <DryRunPanel departmentId={departmentId} script={script} source={{ kind: 'script', script }} trial={trial} />
        <DraftFaults
          faults={faults}
          none={edit.publishable}
          whereOf={() => (changed && edit.refusals.length === 0 ? t('scripts.chart.asSaved') : '')}
          onShow={({ path }) => {
            const at = blockOf(path);
            if (at === null || script.blocks[at] === undefined) return;
            setPicked({ kind: 'block', id: at });
            toForm();
          }}
        />
        <DraftActs edit={edit} write={save} />
      </section>
    </div>
  );
}

function isThere(script: CallScript, chosen: Chosen): boolean {
  return Object.hasOwn(script.blocks, chosen.kind === 'block' ? chosen.id : chosen.from.block);
}

/** Where a block from the palette goes: into the chosen way, else to the first way out of the chosen block that is open. */
function placeFor(script: CallScript, chosen: Chosen | null): ops.OutletOf | undefined {
  if (chosen?.kind !== 'block') return chosen?.from;
  const block = script.blocks[chosen.id];
  const open = block && outletsOf(block).find(({ to }) => !ops.isConnected(script, to));
  return open && { block: chosen.id, outlet: open.id };
}
