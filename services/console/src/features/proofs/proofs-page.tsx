import type { Proof } from '@ringbase/contracts';
import { IconCircleCheck, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import page from '../../parts/page.module.css';
import { Empty, RowSkeletons, Trouble } from '../../parts/states.js';
import { ProofEntry } from './proof-entry.js';
import { proofsQuery } from './proof-queries.js';
import styles from './proofs.module.css';

/** What each night's look at the last week proved, newest first. */
export function ProofsPage() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(proofsQuery);
  const items: readonly Proof[] = data?.items ?? [];
  return (
    <div className={page.page}>
      <div className={page.head}>
        <IconShieldCheck size={20} stroke={1.6} aria-hidden />
        <h1>{t('proof.title')}</h1>
      </div>
      {error ? (
        <Trouble error={error} again={() => void refetch()} />
      ) : isPending ? (
        <RowSkeletons count={7} />
      ) : items.length === 0 ? (
        <Empty title={t('proof.none')} icon={<IconCircleCheck size={28} stroke={1.4} aria-hidden />}>
          {t('proof.noneHint')}
        </Empty>
      ) : (
        <div className={styles.scroller}>
          <p className={styles.intro}>{t('proof.intro')}</p>
          <ul className={styles.nights} data-testid="proofs">
            {items.map((proof) => (
              <ProofEntry key={proof.night} proof={proof} />
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
