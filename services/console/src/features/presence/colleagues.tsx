import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Elapsed } from '../../parts/elapsed.js';
import { peopleQuery } from '../people/people-queries.js';
import { useSession } from '../session/use-session.js';
import styles from './colleagues.module.css';
import { presenceColour } from './presence-look.js';
import { sortColleagues } from './sort-colleagues.js';

/** Who is there and free: colour, word and time, above the telephone where nothing else needs the room. */
export function Colleagues() {
  const { t, i18n } = useTranslation();
  const { person, departments } = useSession();
  const { data } = useQuery(peopleQuery);
  const shown = sortColleagues(
    data?.items ?? [],
    person.id,
    departments.map(({ id }) => id),
    i18n.language,
  );
  if (shown.length === 0) return null;
  return (
    <section className={styles.panel} data-testid="colleagues">
      <h2>{t('presence.colleagues')}</h2>
      <ul>
        {shown.map((each) => (
          <li key={each.id}>
            <i style={{ background: presenceColour[each.presence.status] }} aria-hidden />
            <span className="one-line">{each.name}</span>
            <span className={styles.state}>
              {t(`presence.${each.presence.status}`)} {each.presence.status !== 'offline' && <Elapsed since={each.presence.since} />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
