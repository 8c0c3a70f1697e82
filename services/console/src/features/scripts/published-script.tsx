import { Button } from '@mantine/core';
import type { DepartmentScript } from '@ringbase/contracts';
import { IconDownload, IconSitemap } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { CardSkeleton, Empty } from '../../parts/states.js';
import { When } from '../../parts/when.js';
import { saveFile } from './save-file.js';
import { ScriptOutline } from './script-outline.js';
import styles from './scripts.module.css';

const PublishedChart = lazy(async () => ({ default: (await import('./chart/published-chart.js')).PublishedChart }));

type Props = { departmentId: string; script: DepartmentScript; asText: boolean };

/** The script that calls run on now: as a chart, or block by block in words. */
export function PublishedScript({ departmentId, script: { published, mayWrite }, asText }: Props) {
  const { t } = useTranslation();
  if (published === null)
    return (
      <Empty title={t('scripts.none')} icon={<IconSitemap size={28} stroke={1.4} aria-hidden />}>
        {t('scripts.noneHint')}
      </Empty>
    );
  const { number, publishedAt, publishedBy, note, script } = published;
  return (
    <div className={asText ? styles.narrow : styles.whole}>
      <div className={styles.row} data-line>
        <p className={styles.facts} data-testid="published-facts">
          <b>{t('scripts.version', { number })}</b> · <When at={publishedAt} />
          {publishedBy && ` · ${publishedBy.name}`}
          {note && ` · ${note}`}
        </p>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => saveFile(`call-script-${number}.json`, script)}
        >
          {t('scripts.export')}
        </Button>
      </div>
      {asText ? (
        <ScriptOutline script={script} />
      ) : (
        <Suspense fallback={<CardSkeleton />}>
          <PublishedChart departmentId={departmentId} published={published} mayTry={mayWrite} />
        </Suspense>
      )}
    </div>
  );
}
