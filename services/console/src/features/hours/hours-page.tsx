import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import page from '../../parts/page.module.css';
import { CardSkeleton, Trouble } from '../../parts/states.js';
import { ChooseDepartment, useDepartment } from '../scripts/choose-department.js';
import { hoursQuery } from '../scripts/script-queries.js';
import styles from '../scripts/scripts.module.css';
import { HoursEditor } from './hours-editor.js';
import { HoursPreview } from './hours-preview.js';

const route = getRouteApi('/frame/hours');

/** When a department answers. */
export function HoursPage() {
  const { t } = useTranslation();
  const { department } = route.useSearch();
  const navigate = route.useNavigate();
  const departmentId = useDepartment(department);
  return (
    <div className={page.page}>
      <div className={page.head}>
        <h1>{t('hours.title')}</h1>
        <ChooseDepartment value={departmentId} onChange={(chosen) => void navigate({ search: { department: chosen } })} />
        <div className={page.gap} />
        <Link to="/call-script" search={departmentId ? { department: departmentId } : {}} className="link">
          {t('scripts.title')}
        </Link>
      </div>
      <div className={styles.body}>{departmentId && <DepartmentHoursView key={departmentId} departmentId={departmentId} />}</div>
    </div>
  );
}

function DepartmentHoursView({ departmentId }: { departmentId: string }) {
  const { data: hours, error, refetch } = useQuery(hoursQuery(departmentId));
  if (!hours) return error ? <Trouble error={error} again={() => void refetch()} /> : <CardSkeleton />;
  if (!hours.mayWrite) return <HoursPreview hours={hours} />;
  return <HoursEditor departmentId={departmentId} hours={hours} />;
}
