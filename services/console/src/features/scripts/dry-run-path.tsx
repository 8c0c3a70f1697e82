import { Button } from '@mantine/core';
import type { DryRunResult } from '@ringbase/contracts';
import { useTranslation } from 'react-i18next';
import { sayLength } from '../../time/say-when.js';
import { saveFile } from './save-file.js';
import styles from './scripts.module.css';

type Props = { result: DryRunResult; until: number; onStep: (step: number) => void };

/** Where a supposed call went: in three sentences, then step by step; a step shows its place in the chart. */
export function DryRunPath({ result, until, onStep }: Props) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('scripts.path')} aria-live="polite" className={styles.dryRun} data-testid="dry-run-path">
      <p style={{ margin: 0 }}>{result.why.join(' ')}</p>
      <ol className={styles.path}>
        {result.path.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a call may come to the same block twice, and the list never changes
          <li key={index} className={styles.step} data-now={until === index + 1} data-testid={`step-${index + 1}`}>
            <span className="figures dimmed">{index + 1}</span>
            <span className="figures dimmed">{sayLength(step.afterSeconds)}</span>
            <button
              type="button"
              className="link"
              onClick={() => onStep(index + 1)}
              aria-current={until === index + 1 ? 'step' : undefined}
            >
              {step.block}
            </button>
            <span>{step.words}</span>
            {step.heard.map((heard) => (
              <q key={heard} className={styles.heard}>
                {heard}
              </q>
            ))}
          </li>
        ))}
      </ol>
      {result.effects.length > 0 && (
        <p className={styles.facts}>
          {t('scripts.effects')} {result.effects.map(({ block, kind }) => `${t(`scripts.effect.${kind}`)} (${block})`).join(', ')}
        </p>
      )}
      <div>
        <Button variant="default" size="xs" onClick={() => saveFile('dry-run.json', result)}>
          {t('scripts.wholeTrace')}
        </Button>
      </div>
    </section>
  );
}
