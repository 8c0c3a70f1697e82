import { UnstyledButton } from '@mantine/core';
import type { ScriptSource } from '@ringbase/contracts';
import type { CallScript } from '@ringbase/domain';
import { IconChevronDown, IconChevronUp, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './chart/editor.module.css';
import { DryRunForm } from './dry-run-form.js';
import { DryRunPath } from './dry-run-path.js';
import type { Trial } from './use-trial.js';

type Props = { departmentId: string; script: CallScript; source: ScriptSource; trial: Trial };

/** At the foot of a chart: a call that is only supposed, and its path beside it, which the chart lights. */
export function DryRunPanel({ departmentId, script, source, trial }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const Chevron = open ? IconChevronDown : IconChevronUp;
  return (
    <section className={styles.trial} aria-label={t('scripts.show.try')}>
      <UnstyledButton className={styles.trialHead ?? ''} aria-expanded={open} onClick={() => setOpen(!open)} data-testid="script-try">
        <IconPlayerPlay size={15} stroke={1.7} aria-hidden />
        <b>{t('scripts.show.try')}</b>
        <span className="dimmed one-line">{trial.result ? trial.result.why.join(' ') : t('scripts.dryRunHint')}</span>
        <Chevron size={16} aria-hidden />
      </UnstyledButton>
      {open && (
        <div className={styles.trialBody}>
          <DryRunForm departmentId={departmentId} script={script} source={source} onResult={trial.show} />
          {trial.result && <DryRunPath result={trial.result} until={trial.until} onStep={trial.goTo} />}
        </div>
      )}
    </section>
  );
}
