import { Tooltip, VisuallyHidden } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { applicationCountQuery } from '../features/applications/application-queries.js';
import { useSession } from '../features/session/use-session.js';
import styles from './envelope.module.css';

/** What has come and nobody has looked at: new to me, and for those who assign, without an owner. */
export function Envelope() {
  const { t } = useTranslation();
  const { capabilities, person } = useSession();
  const { data } = useQuery(applicationCountQuery);
  const assigns = capabilities.includes('application:assign');
  const mine = data?.newToMe ?? 0;
  const unassigned = assigns ? (data?.unassigned ?? 0) : 0;
  const count = mine + unassigned;
  const words = [
    t('frame.envelope.newToMe', { count: mine }),
    ...(assigns ? [t('frame.envelope.unassigned', { count: unassigned })] : []),
  ].join(' · ');
  return (
    <Tooltip label={words}>
      <Link
        to="/applications"
        search={assigns && mine === 0 ? { status: ['new'], unassigned: true } : { status: ['new'], ownerId: person.id }}
        className={styles.envelope}
        data-news={count > 0}
        data-testid="envelope"
      >
        <IconMail size={19} stroke={1.6} aria-hidden />
        {count > 0 && <span className="figures">{count}</span>}
        <VisuallyHidden>{words}</VisuallyHidden>
      </Link>
    </Tooltip>
  );
}
