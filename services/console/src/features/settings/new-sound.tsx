import { Button, FileInput, TextInput } from '@mantine/core';
import { sound as soundShape } from '@ringbase/contracts';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { tell } from '../../parts/tell.js';
import { saySoundRefusal } from './say-sound-refusal.js';
import styles from './settings.module.css';
import { soundsQuery } from './settings-queries.js';

/** The API's own limit; to be told before ten megabytes have been sent. */
const MOST_BYTES = 10 * 1024 * 1024;

/** A file and the name under which it is found in the script. */
export function NewSound({ departmentId }: { departmentId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const upload = useMutation({
    mutationFn: (content: File) =>
      request('POST', `/departments/${departmentId}/sounds`, soundShape, {
        query: { name: name.trim() },
        content: new Blob([content], { type: 'audio/wav' }),
      }),
    onSuccess: (added) => {
      tell(t('settings.sounds.uploaded', { name: added.name }));
      setFile(null);
      setName('');
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: soundsQuery(departmentId).queryKey }),
  });
  const choose = (chosen: File | null) => {
    upload.reset();
    setFile(chosen);
    if (chosen !== null && name.trim() === '') setName(chosen.name.replace(/\.[^.]+$/, '').slice(0, 100));
  };
  const large = file !== null && file.size > MOST_BYTES;
  const wrong = large ? t('settings.sounds.refused.tooLarge') : upload.isError ? saySoundRefusal(t, upload.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file !== null && !large && name.trim() !== '') upload.mutate(file);
  };
  return (
    <form onSubmit={submit} data-testid="sound-form">
      <div className={styles.row}>
        <FileInput
          label={t('settings.sounds.file')}
          placeholder={t('settings.sounds.choose')}
          accept="audio/wav,audio/x-wav,.wav"
          value={file}
          onChange={choose}
          clearable
          clearButtonProps={{ 'aria-label': t('common.clear') }}
          w={260}
          leftSection={<IconUpload size={14} aria-hidden />}
          data-testid="sound-file"
        />
        <TextInput
          label={t('settings.sounds.name')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
          w={260}
          data-testid="sound-name"
        />
        <Button type="submit" disabled={file === null || large || name.trim() === ''} loading={upload.isPending} data-testid="sound-upload">
          {t('settings.sounds.upload')}
        </Button>
      </div>
      {wrong ? (
        <div role="alert" className={styles.wrong} style={{ marginTop: 6 }} data-testid="sound-wrong">
          {wrong}
        </div>
      ) : (
        <div className="dimmed" style={{ marginTop: 6 }}>
          {t('settings.sounds.fileHint')}
        </div>
      )}
    </form>
  );
}
