import { Button, Group } from '@mantine/core';
import { applicationStatus, type Money } from '@ringbase/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sayMoney } from '../../parts/money.js';
import { peopleQuery } from '../people/people-queries.js';
import styles from './application-card.module.css';
import { applicationTypesQuery } from './application-queries.js';
import { type ConflictField, compareConflict, overlaps } from './conflict.js';
import { settleConflict, type useChangeApplication, useConflicts } from './use-change-application.js';

/** Somebody else was quicker: what he made of it, what I wanted, and the choice. Nothing has been overwritten. */
export function ConflictNotice({ applicationId, change }: { applicationId: string; change: ReturnType<typeof useChangeApplication> }) {
  const { t, i18n } = useTranslation();
  const conflict = useConflicts(({ byApplication }) => byApplication[applicationId]);
  const people = useQuery({ ...peopleQuery, enabled: conflict !== undefined });
  const types = useQuery({ ...applicationTypesQuery, enabled: conflict !== undefined });
  if (!conflict) return null;
  const differences = compareConflict(conflict.before, conflict.theirs, conflict.wish);

  const say = (field: ConflictField, value: unknown): string => {
    const status = applicationStatus.safeParse(value);
    if (field === 'status' && status.success) return t(`status.${status.data}`);
    if (field === 'important') return t(value ? 'common.yes' : 'common.no');
    if (field === 'ownerId') return people.data?.items.find((person) => person.id === value)?.name ?? t('applications.noOwner');
    if (field === 'typeId') return types.data?.items.find((type) => type.id === value)?.name ?? t('applications.noType');
    if (field === 'amount') return value === null ? t('applications.noAmount') : sayMoney(value as Money, i18n.language);
    return typeof value === 'string' ? value : '—';
  };
  const mine = () => {
    settleConflict(applicationId);
    change.mutate({ before: conflict.theirs, wish: conflict.wish });
  };

  return (
    <div className={styles.conflict} role="alert" data-testid="conflict">
      <b>{t('conflict.title')}</b>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('conflict.yours')}</th>
            <th scope="col">{t('conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ field, yours, theirs }) => (
            <tr key={field}>
              <th scope="row">{t(`field.${field}`)}</th>
              <td>{say(field, yours)}</td>
              <td>{say(field, theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Group gap="xs">
        <Button variant="default" onClick={() => settleConflict(applicationId)} data-testid="keep-theirs">
          {t('conflict.keepTheirs')}
        </Button>
        <Button variant="light" onClick={mine} data-testid="put-mine">
          {t(overlaps(differences) ? 'conflict.putMine' : 'conflict.addMine')}
        </Button>
      </Group>
    </div>
  );
}
