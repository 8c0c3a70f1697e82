import { Button } from '@mantine/core';
import { recording } from '@ringbase/contracts';
import { IconHeadphones } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { sayProblem } from '../../client/say-problem.js';
import { RecordingView } from './recording-view.js';

/** A recording that is not spread out until somebody wants to hear it. */
export function Listen({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['recording', recordingId],
    queryFn: ({ signal }) => request('GET', `/recordings/${recordingId}`, recording, { signal }),
    enabled: open,
  });
  if (open && data) return <RecordingView recording={data} />;
  if (open && error) return <span className="dimmed">{sayProblem(t, error)}</span>;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      loading={open}
      leftSection={<IconHeadphones size={14} aria-hidden />}
      onClick={() => setOpen(true)}
      data-testid="listen"
    >
      {t('recording.listen')}
    </Button>
  );
}
