import { Button, Group, Textarea } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { callback } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { tell, tellProblem } from '../../parts/tell.js';
import { sayDue } from '../../time/say-when.js';
import { useManner } from '../../time/use-manner.js';
import { fromWallClock } from '../../time/wall-clock.js';
import { reminderPresets } from './reminder-presets.js';

type Props = { applicationId: string | null; clientId: string | null; onMade: () => void; ref?: Ref<HTMLTextAreaElement> };

/** When and what about; the usual times are one click. */
export function ReminderForm({ applicationId, clientId, onMade, ref }: Props) {
  const { t } = useTranslation();
  const manner = useManner();
  const queries = useQueryClient();
  const [at, setAt] = useState<string | null>(null);
  const [note, setNote] = useState('');

  const make = useMutation({
    mutationFn: (dueAt: Date) =>
      request('POST', '/callbacks', callback, {
        body: {
          applicationId,
          clientId,
          dueAt: dueAt.toISOString(),
          timeZone: manner.timeZone,
          note: note.trim() === '' ? null : note.trim(),
        },
      }),
    onSuccess: (answer) => {
      setNote('');
      setAt(null);
      for (const key of [['callbacks'], ['timeline'], ['application'], ['applications']]) void queries.invalidateQueries({ queryKey: key });
      tell(t('reminder.made', { when: sayDue(new Date(answer.dueAt), new Date(), manner) }));
      onMade();
    },
    onError: (error) => tellProblem(error, t('reminder.notMade')),
  });

  return (
    <div style={{ display: 'grid', gap: 8 }} data-testid="reminder-form">
      <Group gap={6}>
        {reminderPresets(new Date(), manner.timeZone).map(({ key, wall }) => (
          <Button
            key={key}
            variant={at?.slice(0, 16) === wall ? 'light' : 'default'}
            onClick={() => setAt(`${wall}:00`)}
            data-testid={`reminder-${key}`}
          >
            {t(`reminder.preset.${key}`)}
          </Button>
        ))}
      </Group>
      <DateTimePicker
        size="sm"
        clearable
        aria-label={t('reminder.when')}
        placeholder={t('reminder.when')}
        valueFormat="D MMM YYYY, HH:mm"
        value={at}
        onChange={setAt}
        data-testid="reminder-at"
      />
      <Textarea
        ref={ref}
        autosize
        minRows={1}
        maxRows={4}
        aria-label={t('reminder.note')}
        placeholder={t('reminder.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        data-testid="reminder-note"
      />
      <Group justify="flex-end">
        <Button
          disabled={at === null}
          loading={make.isPending}
          onClick={() => at && make.mutate(fromWallClock(at, manner.timeZone))}
          data-testid="reminder-make"
        >
          {t('reminder.make')}
        </Button>
      </Group>
    </div>
  );
}
