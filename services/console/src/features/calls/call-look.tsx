import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CardSkeleton, Trouble } from '../../parts/states.js';
import { BlockThisCaller } from '../blocking/block-this-caller.js';
import { useSession } from '../session/use-session.js';
import timeline from '../timeline/timeline.module.css';
import { CallEntry } from './call-entry.js';
import { callCardQuery, callQuery } from './call-queries.js';
import { MakeApplication } from './make-application.js';

/** A call beside the list of calls. */
export function CallLook({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: call, error, refetch } = useQuery(callQuery(id));
  const unassigned = call !== undefined && call.application === null && call.direction === 'inbound';
  const may = useSession().capabilities.includes('application:write');
  const card = useQuery({ ...callCardQuery(id), enabled: unassigned && may });
  if (!call) return error ? <Trouble error={error} again={() => void refetch()} /> : <CardSkeleton />;
  return (
    <div style={{ padding: 16, display: 'grid', gap: 12 }} data-testid="call-look">
      {call.client && (
        <Link to="/clients/$id" params={{ id: call.client.id }} className="link" style={{ fontSize: 16, fontWeight: 600 }}>
          {call.client.name}
        </Link>
      )}
      {call.application && (
        <Link to="/applications/$id" params={{ id: call.application.id }} className="link">
          № {call.application.number} {call.application.title}
        </Link>
      )}
      <div className={timeline.entry} style={{ paddingBottom: 0 }}>
        <CallEntry call={call} trace={call.trace} acts={call.acts} />
      </div>
      {call.legs.length > 0 && (
        <ul style={{ margin: 0, padding: '0 0 0 38px', listStyle: 'none' }} aria-label={t('calls.legs')}>
          {call.legs
            .filter((leg) => leg.person)
            .map((leg) => (
              <li key={leg.id} className="dimmed">
                {leg.person?.name}
                {leg.device && ` · ${t(`device.${leg.device}`)}`}
                {leg.outcome && ` · ${t(`leg.${leg.outcome}`)}`}
              </li>
            ))}
        </ul>
      )}
      <BlockThisCaller call={call} />
      {card.data && <MakeApplication card={card.data} />}
    </div>
  );
}
