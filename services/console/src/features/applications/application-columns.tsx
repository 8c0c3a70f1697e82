import type { ApplicationSummary } from '@ringbase/contracts';
import { IconFlagFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../parts/data-list.js';
import { Amount } from '../../parts/money.js';
import { StatusMark } from '../../parts/status-mark.js';
import { When } from '../../parts/when.js';
import { useSession } from '../session/use-session.js';

/** Pixels of list from which each is shown. Who assigns works with owners, who does not sees hardly any name but his own. */
const assigning = { owner: 0, amount: 866, touched: 1000, reminder: 1150 };
const owning = { owner: 1150, amount: 850, touched: 1000, reminder: 740 };

export function useApplicationColumns(): readonly Column<ApplicationSummary>[] {
  const { t } = useTranslation();
  const assigns = useSession().capabilities.includes('application:assign');
  return useMemo(() => {
    const from = assigns ? assigning : owning;
    return [
      {
        key: 'important',
        head: t('applications.important'),
        bare: true,
        width: '16px',
        cell: (row) =>
          row.important && (
            <IconFlagFilled size={14} color="#e8890c" aria-label={t('applications.important')} style={{ verticalAlign: '-2px' }} />
          ),
      },
      {
        key: 'number',
        head: '№',
        width: '44px',
        sort: 'number',
        cell: (row) => (
          <Link to="/applications/$id" params={{ id: row.id }} className="quiet figures dimmed">
            {row.number}
          </Link>
        ),
      },
      {
        key: 'title',
        head: t('applications.title'),
        width: 'minmax(150px, 2fr)',
        cell: (row) => (
          <>
            {row.type && (
              <span
                title={row.type.name}
                style={{ display: 'inline-block', width: 8, height: 8, marginRight: 8, borderRadius: 4, background: row.type.colour }}
                role="img"
                aria-label={row.type.name}
              />
            )}
            {row.title}
          </>
        ),
      },
      {
        key: 'client',
        head: t('applications.client'),
        width: 'minmax(110px, 1.6fr)',
        cell: (row) => <span title={row.client.name}>{row.client.name}</span>,
      },
      { key: 'status', head: t('applications.status'), width: 'minmax(170px, 1.5fr)', cell: (row) => <StatusMark status={row.status} /> },
      {
        key: 'owner',
        head: t('applications.owner'),
        width: 'minmax(135px, 1fr)',
        from: from.owner,
        cell: (row) => row.owner?.name ?? <span className="dimmed">{t('applications.noOwner')}</span>,
      },
      {
        key: 'reminder',
        head: t('applications.nextReminder'),
        width: '128px',
        from: from.reminder,
        cell: (row) => row.nextReminderAt && <When at={row.nextReminderAt} due />,
      },
      {
        key: 'amount',
        head: t('applications.amount'),
        width: '100px',
        from: from.amount,
        align: 'end',
        sort: 'amount',
        cell: (row) => row.amount && <Amount money={row.amount} />,
      },
      {
        key: 'touched',
        head: t('applications.touched'),
        width: '128px',
        from: from.touched,
        sort: 'touched',
        cell: (row) => (
          <span className="dimmed">
            <When at={row.touchedAt} />
          </span>
        ),
      },
    ];
  }, [t, assigns]);
}
