import type { DepartmentScript } from '@ringbase/contracts';
import { lazy, Suspense } from 'react';
import { CardSkeleton } from '../../parts/states.js';
import { DraftText } from './draft-text.js';
import { ScriptOutline } from './script-outline.js';
import styles from './scripts.module.css';
import type { ScriptEdit } from './use-script-edit.js';

/** What draws is fetched when there is something to be drawn. */
const DraftChart = lazy(async () => ({ default: (await import('./chart/draft-chart.js')).DraftChart }));

type Props = { departmentId: string; draft: DepartmentScript['draft']; edit: ScriptEdit; asText: boolean; toText: () => void };

/** The draft: as a chart, or as the text that it is kept as. Both change the same script. */
export function DraftView({ departmentId, draft, edit, asText, toText }: Props) {
  if (!asText)
    return (
      <Suspense fallback={<CardSkeleton />}>
        <DraftChart departmentId={departmentId} edit={edit} toText={toText} />
      </Suspense>
    );
  return (
    <div className={styles.narrow}>
      <DraftText edit={edit} />
      {draft && <ScriptOutline script={draft.script} lit={draft.faults.map(({ block }) => block)} />}
    </div>
  );
}
