import { ActionIcon, Button } from '@mantine/core';
import { type CallCard, callCard } from '@ringbase/contracts';
import { IconArrowsDiagonal, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import lookStyles from '../../frame/look-outlet.module.css';
import { useShortcuts } from '../../keyboard/use-shortcuts.js';
import { CardSkeleton, Trouble } from '../../parts/states.js';
import { StatusMark } from '../../parts/status-mark.js';
import { tellProblem } from '../../parts/tell.js';
import { useTelephone } from '../../softphone/use-telephone.js';
import { ApplicationCard } from '../applications/application-card.js';
import { type ApplicationCommand, commandApplication } from '../applications/application-commands.js';
import { callCardQuery } from '../calls/call-queries.js';
import { Caller } from '../calls/caller.js';
import { MakeApplication } from '../calls/make-application.js';
import { closeCard } from './card-desk.js';
import { markPainted } from './mark-painted.js';
import styles from './telephone.module.css';

/**
 * The card of the call that was accepted here. It slides in beside what is being done and leaves the focus where it is;
 * Enter, where nothing is typed, goes to it.
 */
export function CallCardPanel({ callId }: { callId: string }) {
  const { t } = useTranslation();
  const panel = useRef<HTMLDivElement>(null);
  const { data: card, error, refetch } = useQuery(callCardQuery(callId));
  const applicationId = card?.application?.id ?? null;
  const shown = card !== undefined;
  useEffect(() => (shown ? markPainted(callId, applicationId) : undefined), [shown, callId, applicationId]);
  const talks = useTelephone((telephone) => telephone.talk?.callId === callId);
  useCardKeys(applicationId, talks);
  useShortcuts(
    {
      Enter: (event) => {
        const inside = event.target instanceof Node && panel.current?.contains(event.target);
        const control = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('a,button') : null;
        if (control) control.click();
        else if (!inside) panel.current?.focus();
      },
    },
    true,
    true,
  );

  return (
    <div ref={panel} tabIndex={-1} data-testid="call-card" data-call-id={callId}>
      <div className={lookStyles.head}>
        <span className="dimmed one-line">
          {t(`telephone.cardOf.${card?.state ?? 'connected'}`)} {card && <Caller shown={card.callerShown} />}
        </span>
        <span className={lookStyles.acts}>
          {applicationId && (
            <ActionIcon
              aria-label={t('applications.openPage')}
              renderRoot={(props) => <Link {...props} to="/applications/$id" params={{ id: applicationId }} onClick={closeCard} />}
            >
              <IconArrowsDiagonal size={16} />
            </ActionIcon>
          )}
          <ActionIcon aria-label={t('common.close')} onClick={closeCard} data-testid="close-card">
            <IconX size={16} />
          </ActionIcon>
        </span>
      </div>
      {card ? <Body card={card} /> : error ? <Trouble error={error} again={() => void refetch()} /> : <CardSkeleton />}
    </div>
  );
}

/** While he talks the keys of an application mean the caller's, whatever page lies beside it. */
function useCardKeys(applicationId: string | null, talks: boolean): void {
  const command = (wanted: ApplicationCommand) => () => applicationId !== null && commandApplication(applicationId, wanted);
  useShortcuts(
    { s: command('status'), c: command('comment'), r: command('reminder'), d: command('dial'), '!': command('important') },
    talks && applicationId !== null,
    true,
  );
}

function Body({ card }: { card: CallCard }) {
  const { t } = useTranslation();
  return (
    <>
      <Candidates card={card} />
      {card.application ? (
        <ApplicationCard key={card.application.id} id={card.application.id} />
      ) : (
        <div style={{ padding: 16, display: 'grid', gap: 12 }}>
          {card.client ? (
            <Link to="/clients/$id" params={{ id: card.client.id }} className={`link ${styles.who}`}>
              {card.client.name}
            </Link>
          ) : (
            <div className={styles.who}>{t('telephone.unknownCaller')}</div>
          )}
          {card.applicationRef ? (
            <div className={styles.sub}>
              № {card.applicationRef.number} {card.applicationRef.title}
              {card.applicationRef.owner && ` · ${card.applicationRef.owner.name}`}
            </div>
          ) : (
            <MakeApplication card={card} />
          )}
        </div>
      )}
    </>
  );
}

/** A shared number: the first in order is shown, the others are one click away, and the choice is remembered. */
function Candidates({ card }: { card: CallCard }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const choose = useMutation({
    mutationFn: (applicationId: string) => request('POST', `/calls/${card.callId}/candidate`, callCard, { body: { applicationId } }),
    onSuccess: (answer) => {
      queries.setQueryData(['call-card', card.callId], answer);
      if (answer.application) queries.setQueryData(['application', answer.application.id], answer.application);
    },
    onError: (error) => tellProblem(error),
  });
  const others = card.candidates.filter(({ id }) => id !== card.application?.id);
  if (others.length === 0) return null;
  return (
    <div style={{ padding: '10px 16px', borderBottom: '1px solid var(--line)', background: 'var(--sunken)' }} data-testid="candidates">
      <div className="dimmed">{t('telephone.candidates')}</div>
      {others.map((other) => (
        <div key={other.id} style={{ display: 'flex', alignItems: 'center', gap: 10, minHeight: 30 }}>
          <span className="one-line" style={{ flex: 1 }}>
            <span className="dimmed figures">№ {other.number}</span> {other.title}
            {other.client.id !== card.client?.id && <span className="dimmed"> · {other.client.name}</span>}
          </span>
          <span style={{ maxWidth: 150, overflow: 'hidden', flex: 'none', display: 'flex' }}>
            <StatusMark status={other.status} />
          </span>
          <Button
            size="compact-xs"
            variant="default"
            loading={choose.isPending && choose.variables === other.id}
            onClick={() => choose.mutate(other.id)}
            data-testid="choose-candidate"
          >
            {t('telephone.thisOne')}
          </Button>
        </div>
      ))}
    </div>
  );
}
