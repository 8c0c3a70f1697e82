import { useQuery } from '@tanstack/react-query';
import { CardSkeleton, Trouble } from '../../parts/states.js';
import { DispositionList } from './disposition-list.js';
import { DepartmentSettingsPage } from './settings-page.js';
import { departmentSettingsQuery, dispositionsQuery } from './settings-queries.js';
import { WrapUp } from './wrap-up.js';

/** What is asked of a person after a call, and how long he has for it. */
export function DispositionsPage() {
  return (
    <DepartmentSettingsPage name="dispositions">{(departmentId) => <AfterCalls departmentId={departmentId} />}</DepartmentSettingsPage>
  );
}

function AfterCalls({ departmentId }: { departmentId: string }) {
  const settings = useQuery(departmentSettingsQuery(departmentId));
  const dispositions = useQuery(dispositionsQuery(departmentId));
  if (settings.data && dispositions.data)
    return (
      <>
        <DispositionList departmentId={departmentId} dispositions={dispositions.data} />
        <WrapUp settings={settings.data} required={dispositions.data.required && dispositions.data.items.length > 0} />
      </>
    );
  const error = settings.error ?? dispositions.error;
  const again = () => {
    void settings.refetch();
    void dispositions.refetch();
  };
  return error ? <Trouble error={error} again={again} /> : <CardSkeleton />;
}
