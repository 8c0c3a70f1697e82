import type { DepartmentScript } from '@ringbase/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import page from '../../parts/page.module.css';
import { CardSkeleton, Trouble } from '../../parts/states.js';
import { ChooseDepartment, useDepartment } from './choose-department.js';
import { DraftView } from './draft-view.js';
import { PublishedScript } from './published-script.js';
import { ReplayPanel } from './replay-panel.js';
import { departmentScriptQuery } from './script-queries.js';
import { ScriptVersions } from './script-versions.js';
import styles from './scripts.module.css';
import { useScriptEdit } from './use-script-edit.js';

const route = getRouteApi('/frame/call-script');
const ways = ['published', 'draft', 'versions', 'replay'] as const;
const forHeads: ReadonlySet<string> = new Set(['draft', 'replay']);
/** What can be drawn. */
const drawn: ReadonlySet<string> = new Set(['published', 'draft']);
const views = ['chart', 'text'] as const;

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
  const { data: script, error, refetch } = useQuery(departmentScriptQuery(departmentId));
  if (!script) return error ? <Trouble error={error} again={() => void refetch()} /> : <CardSkeleton />;
  return <ScriptViews departmentId={departmentId} script={script} />;
}

/** What is being changed is kept here, so that a look at another view does not lose it. */
function ScriptViews({ departmentId, script }: { departmentId: string; script: DepartmentScript }) {
  const { t } = useTranslation();
  const { show = 'published', as = 'chart', department } = route.useSearch();
  const navigate = route.useNavigate();
  const edit = useScriptEdit(departmentId, script);
  const open = ways.filter((way) => script.mayWrite || !forHeads.has(way));
  const shown = open.find((way) => way === show) ?? 'published';
  const asText = as === 'text';
  const chart = drawn.has(shown) && !asText;
  const searchFor = (way: (typeof ways)[number], view: (typeof views)[number]) => ({
    ...(department && { department }),
    ...(way !== 'published' && { show: way }),
    ...(view !== 'chart' && { as: view }),
  });
  return (
    <>
      <div className={page.tools}>
        <nav className={page.ways} aria-label={t('filter.ways')}>
          {open.map((way) => (
            <Link
              key={way}
              to="/call-script"
              search={searchFor(way, as)}
              className={page.way}
              data-on={way === shown}
              aria-current={way === shown ? 'true' : undefined}
              data-testid={`script-${way}`}
            >
              {t(`scripts.show.${way}`)}
            </Link>
          ))}
        </nav>
        <div className={page.gap} />
        {drawn.has(shown) && (
          <nav className={page.ways} aria-label={t('scripts.view.title')}>
            {views.map((view) => (
              <Link
                key={view}
                to="/call-script"
                search={searchFor(shown, view)}
                className={page.way}
                data-on={view === as}
                aria-current={view === as ? 'true' : undefined}
                data-testid={`script-as-${view}`}
              >
                {t(`scripts.view.${view}`)}
              </Link>
            ))}
          </nav>
        )}
      </div>
      <div className={styles.body} data-chart={chart}>
        {shown === 'published' && <PublishedScript departmentId={departmentId} script={script} asText={asText} />}
        {shown === 'draft' && (
          <DraftView
            departmentId={departmentId}
            draft={script.draft}
            edit={edit}
            asText={asText}
            toText={() => void navigate({ search: searchFor('draft', 'text') })}
          />
        )}
        {shown === 'versions' && (
          <ScriptVersions
            departmentId={departmentId}
            mayWrite={script.mayWrite}
            draftVersion={script.draft?.version ?? null}
            onTakenUp={() => {
              edit.forget();
              void navigate({ search: searchFor('draft', as) });
            }}
          />
        )}
        {shown === 'replay' && <ReplayPanel departmentId={departmentId} script={script} />}
      </div>
    </>
  );
}
