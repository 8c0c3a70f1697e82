import type { WholeScriptVersion } from '@ringbase/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DryRunPanel } from '../dry-run-panel.js';
import { useTrial } from '../use-trial.js';
import type { Chosen } from './chart-props.js';
import styles from './editor.module.css';
import { FlowChart } from './flow-chart.js';

type Props = { departmentId: string; published: WholeScriptVersion; mayTry: boolean };

/** The script that calls run on, to be looked at; whoever may write it can try it out. */
export function PublishedChart({ departmentId, published, mayTry }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const { script, number } = published;
  const trial = useTrial(script);
  return (
    <div className={styles.editor}>
      <div className={styles.stage}>
        <FlowChart
          script={script}
          label={t('scripts.chart.label')}
          chosen={chosen}
          onChoose={setChosen}
          lit={trial.lit}
          until={trial.until}
          here={trial.here}
        />
      </div>
      {mayTry && <DryRunPanel departmentId={departmentId} script={script} source={{ kind: 'version', number }} trial={trial} />}
    </div>
  );
}
