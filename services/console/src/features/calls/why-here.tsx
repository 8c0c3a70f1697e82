import { UnstyledButton } from '@mantine/core';
import type { TraceStep } from '@ringbase/contracts';
import { IconChevronRight, IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayTime } from '../../time/say-when.js';
import { useManner } from '../../time/use-manner.js';
import { peopleQuery } from '../people/people-queries.js';
import { saveFile } from '../scripts/save-file.js';
import { callQuery } from './call-queries.js';
import { isSilent, phraseOfStep } from './say-trace.js';
import styles from './why-here.module.css';

/** Why the call went where it went: folded to a word, unfolding to sentences. */
export function WhyHere({ callId, trace }: { callId: string; trace: readonly TraceStep[] }) {
  const { t, i18n } = useTranslation();
  const manner = useManner();
  const [open, setOpen] = useState(false);
  const people = useQuery({ ...peopleQuery, enabled: open });
  // Told in sentences by the call itself, which a list of calls does not carry.
  const { why = [] } = useQuery({ ...callQuery(callId), enabled: open }).data ?? {};
  if (trace.length === 0) return null;
  const names = new Map(people.data?.items.map((person) => [person.id, person.name]));
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });

  return (
    <div>
      <UnstyledButton className={styles.toggle} aria-expanded={open} onClick={() => setOpen(!open)} data-testid="why-here">
        <IconRoute size={14} aria-hidden />
        {t('why.title')}
        <IconChevronRight size={13} aria-hidden style={{ transform: open ? 'rotate(90deg)' : undefined }} />
      </UnstyledButton>
      {open && why.length > 0 && (
        <p className={styles.sentences} data-testid="why-here-sentences">
          {why.join(' ')}
        </p>
      )}
      {open && (
        <ol className={styles.steps} data-testid="why-here-steps">
          {trace
            .filter((step) => !isSilent(step))
            .map((step) => {
              const { key, values } = phraseOfStep(
                step,
                (id) => names.get(id),
                (all) => list.format(all),
              );
              return (
                <li key={`${step.at}-${step.step}-${step.block}-${step.reason}`}>
                  <span className="figures dimmed">{sayTime(new Date(step.at), manner)}</span> {t(key, values)}
                </li>
              );
            })}
        </ol>
      )}
      {open && (
        <UnstyledButton
          className={styles.toggle}
          onClick={() => saveFile(`call-${callId}.json`, { why, trace })}
          data-testid="why-here-file"
        >
          {t('why.file')}
        </UnstyledButton>
      )}
    </div>
  );
}
