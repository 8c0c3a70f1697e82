import { Button, TextInput } from '@mantine/core';
import { type DepartmentScript, scriptReplay } from '@ringbase/contracts';
import { IconHistory } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { Empty } from '../../parts/states.js';
import { tellProblem } from '../../parts/tell.js';
import { When } from '../../parts/when.js';
import { ChooseSource, DRAFT, sourceOf } from './choose-source.js';
import { ReplayResult } from './replay-result.js';
import { sayReplayRefusal } from './say-replay-refusal.js';
import { replaysQuery, scriptPath } from './script-queries.js';
import styles from './scripts.module.css';

const DAY = 86_400_000;
const dayOf = (moment: Date) => moment.toLocaleDateString('en-CA');

type Props = { departmentId: string; script: DepartmentScript };

/** A script tried on the calls that really came. It goes on when the page is left. */
export function ReplayPanel({ departmentId, script }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const replays = useQuery(replaysQuery(departmentId));
  const [source, setSource] = useState(script.draft ? DRAFT : String(script.published?.number ?? ''));
  const [since, setSince] = useState(() => dayOf(new Date(Date.now() - 30 * DAY)));
  const [until, setUntil] = useState(() => dayOf(new Date()));
  const [chosen, setChosen] = useState<string | null>(null);
  const ask = useMutation({
    mutationFn: () =>
      request('POST', `${scriptPath(departmentId)}/replays`, scriptReplay, {
        body: {
          source: sourceOf(source),
          since: new Date(`${since}T00:00`).toISOString(),
          until: new Date(new Date(`${until}T00:00`).getTime() + DAY).toISOString(),
        },
      }),
    onSuccess: ({ id }) => setChosen(id),
    onError: (error) => tellProblem(error, sayReplayRefusal(t, error)),
    onSettled: () => void queries.invalidateQueries({ queryKey: replaysQuery(departmentId).queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  const shown = chosen ?? replays.data?.items[0]?.id ?? null;
  return (
    <div className={styles.narrow}>
      <form onSubmit={submit} className={styles.narrow} data-testid="replay">
        <p className={styles.facts}>{t('scripts.replayHint')}</p>
        <div className={styles.row}>
          <ChooseSource departmentId={departmentId} hasDraft={script.draft !== null} value={source} onChange={setSource} />
          <TextInput
            type="date"
            label={t('scripts.since')}
            value={since}
            onChange={(event) => setSince(event.currentTarget.value)}
            required
          />
          <TextInput
            type="date"
            label={t('scripts.until')}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
            required
          />
          <Button type="submit" loading={ask.isPending} disabled={source === ''} data-testid="replay-go">
            {t('scripts.replay')}
          </Button>
        </div>
      </form>
      {shown === null ? (
        <Empty title={t('scripts.noReplays')} icon={<IconHistory size={28} stroke={1.4} aria-hidden />}>
          {t('scripts.noReplaysHint')}
        </Empty>
      ) : (
        <ReplayResult key={shown} departmentId={departmentId} id={shown} />
      )}
      {(replays.data?.items.length ?? 0) > 1 && (
        <section aria-label={t('scripts.earlier')}>
          <p className={styles.facts}>{t('scripts.earlier')}</p>
          <ul className={styles.faults}>
            {replays.data?.items
              .filter(({ id }) => id !== shown)
              .map(({ id, requestedAt, requestedBy, state }) => (
                <li key={id}>
                  <button type="button" className={styles.fault} onClick={() => setChosen(id)}>
                    <When at={requestedAt} /> · {requestedBy.name} · {t(`scripts.replayState.${state}`)}
                  </button>
                </li>
              ))}
          </ul>
        </section>
      )}
    </div>
  );
}
