import type { Application } from '@ringbase/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { shownNumber } from '../../parts/phone-link.js';
import { CardSkeleton, Trouble } from '../../parts/states.js';
import { useAfterPaint } from '../../parts/use-after-paint.js';
import { dial } from '../telephone/dial.js';
import { Composer, type ComposerHandle } from '../timeline/composer.js';
import { Timeline } from '../timeline/timeline.js';
import styles from './application-card.module.css';
import { type ApplicationCommand, useApplicationCommand } from './application-commands.js';
import { ApplicationFacts } from './application-facts.js';
import { ApplicationHead } from './application-head.js';
import { applicationQuery } from './application-queries.js';
import { ConflictNotice } from './conflict-notice.js';
import { useChangeApplication } from './use-change-application.js';

/** An application whole: its page, its quick look and the card of a call are this one part, wider or narrower. */
export function ApplicationCard({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(applicationQuery(id));
  if (data) return <Loaded application={data} />;
  return error ? <Trouble error={error} again={() => void refetch()} /> : <CardSkeleton />;
}

function Loaded({ application }: { application: Application }) {
  const change = useChangeApplication(application.id);
  const composer = useRef<ComposerHandle>(null);
  const [statusOpen, setStatusOpen] = useState(false);

  const carryOut = useCallback(
    (command: ApplicationCommand) => {
      const phone = application.phones.find((each) => each.dialable);
      if (command === 'status') setStatusOpen(true);
      if (command === 'comment' || command === 'reminder') composer.current?.write(command);
      if (command === 'important') change.mutate({ before: application, wish: { important: !application.important } });
      if (command === 'dial' && phone)
        void dial({ phoneId: phone.id, label: `${application.client.name}, ${shownNumber(phone)}`, applicationId: application.id });
    },
    [application, change.mutate],
  );
  const settled = useAfterPaint();
  useApplicationCommand(application.id, settled, carryOut);

  return (
    <article
      className={styles.card}
      data-testid="application-card"
      data-application-id={application.id}
      aria-label={`№ ${application.number} ${application.title}`}
    >
      <ApplicationHead application={application} change={change} statusOpen={statusOpen} onStatusOpen={setStatusOpen} />
      <ConflictNotice applicationId={application.id} change={change} />
      <div className={styles.halves}>
        <ApplicationFacts application={application} change={change} />
        <section className={styles.history}>
          {settled && (
            <>
              <Composer ref={composer} application={application} />
              <Timeline applicationId={application.id} />
            </>
          )}
        </section>
      </div>
    </article>
  );
}
