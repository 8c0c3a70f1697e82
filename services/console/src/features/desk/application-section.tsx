import type { ApplicationSummary } from '@ringbase/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/when.js';
import type { ApplicationFilter } from '../applications/application-queries.js';
import styles from './desk.module.css';
import { DeskSection } from './desk-section.js';

const SHOWN = 8;

type Props = {
  title: string;
  testId: string;
  /** What the list of all of them is opened with. */
  filter: ApplicationFilter;
  pages: readonly { items: readonly ApplicationSummary[]; total: number | null }[];
};

/** The first applications of a kind, and the way to all of them. */
export function ApplicationSection({ title, testId, filter, pages }: Props) {
  const { t } = useTranslation();
  const rows = pages.flatMap(({ items }) => items);
  const total = pages[0]?.total ?? rows.length;
  return (
    <DeskSection title={title} count={total} testId={testId}>
      {rows.slice(0, SHOWN).map((row) => (
        <li key={row.id}>
          <Link to="/applications/$id" params={{ id: row.id }} className={styles.row}>
            <span className="figures dimmed">№ {row.number}</span>
            <span className="one-line">{row.title}</span>
            <span className="one-line dimmed">{row.client.name}</span>
            <span className="dimmed">
              <When at={row.createdAt} />
            </span>
          </Link>
        </li>
      ))}
      {total > SHOWN && (
        <li>
          <Link to="/applications" search={filter} className={`${styles.more} link`}>
            {t('desk.allNew', { count: total })}
          </Link>
        </li>
      )}
    </DeskSection>
  );
}
