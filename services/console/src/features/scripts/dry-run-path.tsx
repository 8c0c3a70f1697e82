import { Button } from '@mantine/core';
import type { DryRunResult } from '@ringbase/contracts';
import { useTranslation } from 'react-i18next';
import { sayLength } from '../../time/say-when.js';
import { saveFile } from './save-file.js';
import styles from './scripts.module.css';

/** Where a supposed call went: in three sentences, then step by step. */
export function DryRunPath({ result }: { result: DryRunResult }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('scripts.path')} aria-live="polite" className={styles.narrow} data-testid="dry-run-path">
      <p style={{ margin: 0 }}>{result.why.join(' ')}</p>
      <ol className={styles.path}>
        {result.path.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a call may come to the same block twice, and the list never changes
          <li key={index} className={styles.step}>
            <span className="figures dimmed">{sayLength(step.afterSeconds)}</span>
            <code>{step.block}</code>
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
