import { useQuery } from '@tanstack/react-query';
import { CardSkeleton, Trouble } from '../../parts/states.js';
import { DepartmentForm } from './department-form.js';
import { RingOrder } from './ring-order.js';
import { DepartmentSettingsPage } from './settings-page.js';
import { departmentSettingsQuery, soundsQuery } from './settings-queries.js';

/** How a department speaks and sounds, by which clock it lives, and who is rung for it. */
export function DepartmentPage() {
  return (
    <DepartmentSettingsPage name="department">
      {(departmentId) => (
        <>
          <Settings departmentId={departmentId} />
          <RingOrder departmentId={departmentId} />
        </>
      )}
    </DepartmentSettingsPage>
  );
}

function Settings({ departmentId }: { departmentId: string }) {
  const settings = useQuery(departmentSettingsQuery(departmentId));
  const sounds = useQuery(soundsQuery(departmentId));
  if (settings.data && sounds.data) return <DepartmentForm settings={settings.data} sounds={sounds.data.items} />;
  const error = settings.error ?? sounds.error;
  const again = () => {
    void settings.refetch();
    void sounds.refetch();
  };
  return error ? <Trouble error={error} again={again} /> : <CardSkeleton />;
}
