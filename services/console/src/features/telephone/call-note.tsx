import { Button, Textarea } from '@mantine/core';
import { timelineEntry } from '@ringbase/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { tell, tellProblem } from '../../parts/tell.js';

/** Half a sentence written while talking must outlive the change from talk to wrap-up. */
const drafts = new Map<string, string>();

/** A note of the talk becomes a comment of the application. */
export function CallNote({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState(drafts.get(applicationId) ?? '');
  const write = (value: string) => {
    drafts.set(applicationId, value);
    setText(value);
  };
  const save = useMutation({
    mutationFn: () => request('POST', `/applications/${applicationId}/comments`, timelineEntry, { body: { text: text.trim() } }),
    onSuccess: () => {
      write('');
      tell(t('telephone.noteSaved'));
      void queries.invalidateQueries({ queryKey: ['timeline', applicationId] });
    },
    onError: (error) => tellProblem(error, t('composer.notSent')),
  });
  return (
    <div style={{ display: 'grid', gap: 6 }}>
      <Textarea
        autosize
        minRows={1}
        maxRows={5}
        aria-label={t('telephone.note')}
        placeholder={t('telephone.note')}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        data-testid="call-note"
      />
      {text.trim() !== '' && (
        <Button variant="light" loading={save.isPending} onClick={() => save.mutate()}>
          {t('telephone.saveNote')}
        </Button>
      )}
    </div>
  );
}
