import { Switch } from '@mantine/core';
import { type RingGroup, ringGroup } from '@ringbase/contracts';
import { IconUsers } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { Empty, RowSkeletons, Trouble } from '../../parts/states.js';
import { tell, tellProblem, tellUndoable } from '../../parts/tell.js';
import { MoveButtons } from './move-buttons.js';
import { moved } from './moved.js';
import styles from './settings.module.css';
import { ringGroupQuery } from './settings-queries.js';

type Member = RingGroup['items'][number];
type Put = { items: Member[]; undoes?: Member[] };

const rungOf = (items: readonly Member[]) => items.filter(({ ringing }) => ringing);

/** Who is rung for a department, in which order; each change holds at once and can be taken back. */
export function RingOrder({ departmentId }: { departmentId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { queryKey } = ringGroupQuery(departmentId);
  const { data, error, refetch } = useQuery(ringGroupQuery(departmentId));
  const put = useMutation({
    mutationFn: ({ items }: Put) =>
      request('PUT', `/departments/${departmentId}/ring-group`, ringGroup, {
        body: { personIds: rungOf(items).map(({ person }) => person.id) },
      }),
    onMutate: ({ items }) => {
      const before = queries.getQueryData<RingGroup>(queryKey);
      queries.setQueryData<RingGroup>(queryKey, { items: [...rungOf(items), ...items.filter(({ ringing }) => !ringing)] });
      return before;
    },
    onSuccess: (saved, { undoes }) => {
      queries.setQueryData(queryKey, saved);
      if (undoes === undefined) tell(t('settings.undone'));
      else tellUndoable(t('settings.department.ringSaved'), () => put.mutate({ items: undoes }), 'settings');
    },
    onError: (refusal, _, before) => {
      queries.setQueryData(queryKey, before);
      tellProblem(refusal, t('settings.notSaved'));
    },
  });
  const items = data?.items ?? [];
  const rung = rungOf(items).length;
  const write = (next: Member[]) => put.mutate({ items: next, undoes: items });
  return (
    <section className={styles.narrow} aria-labelledby="ring-order" style={{ marginTop: 24 }}>
      <h2 id="ring-order">{t('settings.department.ring')}</h2>
      <p className={styles.hint} style={{ margin: 0 }}>
        {t('settings.department.ringHint')}
      </p>
      {data === undefined ? (
        error ? (
          <Trouble error={error} again={() => void refetch()} />
        ) : (
          <RowSkeletons count={4} />
        )
      ) : items.length === 0 ? (
        <Empty title={t('settings.department.nobody')} icon={<IconUsers size={28} stroke={1.4} aria-hidden />}>
          {t('settings.department.nobodyHint')}
        </Empty>
      ) : (
        <>
          {rung === 0 && (
            <div role="alert" className={styles.wrong}>
              {t('settings.department.ringsNobody')}
            </div>
          )}
          <ol className={styles.ordered} data-testid="ring-group">
            {items.map((member, index) => (
              <li key={member.person.id} data-off={!member.ringing} data-testid="ring-member">
                <span className={`${styles.number} figures`}>{member.ringing ? index + 1 : ''}</span>
                <span className={styles.grow}>
                  {member.person.name} <span className="dimmed">{t(`role.${member.role}`)}</span>
                </span>
                {member.ringing && (
                  <MoveButtons
                    name={member.person.name}
                    index={index}
                    count={rung}
                    move={(by) => write(moved(items, index, by))}
                    testId="ring-member"
                  />
                )}
                <Switch
                  aria-label={t('settings.department.rings', { name: member.person.name })}
                  checked={member.ringing}
                  onChange={() => write(items.map((one) => (one === member ? { ...one, ringing: !one.ringing } : one)))}
                />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
