import { Button, Group, SegmentedControl, Textarea } from '@mantine/core';
import { type Application, timelineEntry } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { tellProblem } from '../../parts/tell.js';
import { ReminderForm } from '../callbacks/reminder-form.js';
import styles from './composer.module.css';

type Mode = 'comment' | 'reminder';
export type ComposerHandle = { write: (mode: Mode) => void };

/** What was begun and not sent, by application: leaving a page for a call loses no words. */
const drafts = new Map<string, string>();

export function Composer({ application, ref }: { application: Application; ref?: Ref<ComposerHandle> }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [mode, setMode] = useState<Mode>('comment');
  const [text, setText] = useState(drafts.get(application.id) ?? '');
  const area = useRef<HTMLTextAreaElement>(null);
  const reminder = useRef<HTMLTextAreaElement>(null);

  useImperativeHandle(ref, () => ({
    write: (wanted) => {
      setMode(wanted);
      requestAnimationFrame(() => (wanted === 'comment' ? area : reminder).current?.focus());
    },
  }));
  const write = (value: string) => {
    setText(value);
    drafts.set(application.id, value);
  };
  const send = useMutation({
    mutationFn: () => request('POST', `/applications/${application.id}/comments`, timelineEntry, { body: { text: text.trim() } }),
    onSuccess: () => {
      write('');
      void queries.invalidateQueries({ queryKey: ['timeline', application.id] });
    },
    onError: (error) => tellProblem(error, t('composer.notSent')),
  });
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') area.current?.blur();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || text.trim() === '') return;
    event.preventDefault();
    send.mutate();
  };

  return (
    <div className={styles.composer} data-testid="composer">
      <SegmentedControl
        size="xs"
        aria-label={t('composer.mode')}
        value={mode}
        onChange={(value) => setMode(value as Mode)}
        data={[
          { value: 'comment', label: t('composer.comment') },
          { value: 'reminder', label: t('composer.reminder') },
        ]}
      />
      {mode === 'comment' ? (
        <>
          <Textarea
            ref={area}
            autosize
            minRows={text === '' ? 1 : 2}
            maxRows={10}
            aria-label={t('composer.comment')}
            placeholder={t('composer.placeholder')}
            value={text}
            onChange={(event) => write(event.currentTarget.value)}
            onKeyDown={press}
            data-testid="comment-text"
          />
          {text.trim() !== '' && (
            <Group justify="flex-end" gap="xs">
              <span className="dimmed">Ctrl + Enter</span>
              <Button loading={send.isPending} onClick={() => send.mutate()} data-testid="comment-send">
                {t('composer.send')}
              </Button>
            </Group>
          )}
        </>
      ) : (
        <ReminderForm ref={reminder} applicationId={application.id} clientId={null} onMade={() => setMode('comment')} />
      )}
    </div>
  );
}
