import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import page from '../../parts/page.module.css';
import { CardSkeleton, Trouble } from '../../parts/states.js';
import { ChooseDepartment, useDepartment } from './choose-department.js';
import { DraftEditor } from './draft-editor.js';
import { DryRunForm } from './dry-run-form.js';
import { PublishedScript } from './published-script.js';
import { ReplayPanel } from './replay-panel.js';
import { ScriptOutline } from './script-outline.js';
import { departmentScriptQuery } from './script-queries.js';
import { ScriptVersions } from './script-versions.js';
import styles from './scripts.module.css';

const route = getRouteApi('/frame/call-script');
const ways = ['published', 'draft', 'versions', 'try', 'replay'] as const;
const forHeads: ReadonlySet<string> = new Set(['draft', 'try', 'replay']);

/** How a department's telephone behaves: what calls run on now, what is being changed, and what it would do. */
export function CallScriptPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const departmentId = useDepartment(search.department);
  return (
    <div className={page.page}>
      <div className={page.head}>
        <h1>{t('scripts.title')}</h1>
        <ChooseDepartment value={departmentId} onChange={(department) => void navigate({ search: { ...search, department } })} />
        <div className={page.gap} />
        <Link to="/hours" search={departmentId ? { department: departmentId } : {}} className="link">
          {t('hours.title')}
        </Link>
      </div>
      {departmentId && <DepartmentScriptView key={departmentId} departmentId={departmentId} />}
    </div>
  );
}

function DepartmentScriptView({ departmentId }: { departmentId: string }) {
  const { t } = useTranslation();
  const { show = 'published', department } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: script, error, refetch } = useQuery(departmentScriptQuery(departmentId));
  if (!script) return error ? <Trouble error={error} again={() => void refetch()} /> : <CardSkeleton />;
  const open = ways.filter((way) => script.mayWrite || !forHeads.has(way));
  const shown = open.includes(show) ? show : 'published';
  return (
    <>
      <div className={page.tools}>
        <nav className={page.ways} aria-label={t('filter.ways')}>
          {open.map((way) => (
            <Link
              key={way}
              to="/call-script"
              search={{ ...(department && { department }), ...(way !== 'published' && { show: way }) }}
              className={page.way}
              data-on={way === shown}
              aria-current={way === shown ? 'true' : undefined}
              data-testid={`script-${way}`}
            >
              {t(`scripts.show.${way}`)}
            </Link>
          ))}
        </nav>
      </div>
      <div className={styles.body}>
        {shown === 'published' && <PublishedScript published={script.published} />}
        {shown === 'draft' && (
          <div className={styles.narrow}>
            <DraftEditor departmentId={departmentId} published={script.published?.script ?? null} draft={script.draft} />
            {script.draft && <ScriptOutline script={script.draft.script} lit={script.draft.faults.map(({ block }) => block)} />}
          </div>
        )}
        {shown === 'versions' && (
          <ScriptVersions
            departmentId={departmentId}
            mayWrite={script.mayWrite}
            draftVersion={script.draft?.version ?? null}
            onTakenUp={() => void navigate({ search: { ...(department && { department }), show: 'draft' } })}
          />
        )}
        {shown === 'try' && <DryRunForm departmentId={departmentId} script={script} />}
        {shown === 'replay' && <ReplayPanel departmentId={departmentId} script={script} />}
      </div>
    </>
  );
}
