import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tell } from '../../parts/tell.js';
import { saveText, scriptOfFile } from './save-file.js';
import styles from './scripts.module.css';
import type { ScriptEdit } from './use-script-edit.js';

/** Save, take in, give out, throw away, publish: the same under the chart and under the text. */
export function DraftActs({ edit, write }: { edit: ScriptEdit; write: () => void }) {
  const { t } = useTranslation();
  const file = useRef<HTMLInputElement>(null);
  const [note, setNote] = useState('');
  const { changed, discard, publish, publishable, save, text } = edit;
  const take = async (chosen: File | undefined) => {
    const read = await chosen?.text();
    if (read === undefined) return;
    try {
      edit.type(JSON.stringify(scriptOfFile(read), null, 2));
      edit.setRefusals([]);
    } catch {
      tell(t('scripts.noJson'));
    }
  };
  return (
    <div className={styles.acts}>
      <div className={styles.row}>
        <Button onClick={write} loading={save.isPending} disabled={!changed} data-testid="save-draft">
          {t('scripts.save')}
        </Button>
        <Button variant="default" onClick={() => file.current?.click()}>
          {t('scripts.import')}
        </Button>
        <Button variant="default" onClick={() => saveText('call-script-draft.json', text)}>
          {t('scripts.export')}
        </Button>
        {edit.hasDraft && (
          <Button variant="default" onClick={() => discard.mutate()} loading={discard.isPending} data-testid="discard-draft">
            {t('scripts.discard')}
          </Button>
        )}
        <input
          ref={file}
          type="file"
          accept="application/json,.json"
          hidden
          aria-label={t('scripts.import')}
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
          data-testid="import-file"
        />
      </div>
      <div className={styles.row} style={{ flex: '1 1 340px' }}>
        <TextInput
          size="xs"
          label={t('scripts.note')}
          description={t('scripts.publishHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={500}
          style={{ flex: 1 }}
          data-testid="publish-note"
        />
        <Button
          onClick={() => publish.mutate(note.trim(), { onSuccess: () => setNote('') })}
          disabled={!publishable}
          loading={publish.isPending}
          style={{ alignSelf: 'start', marginTop: 20 }}
          data-testid="publish"
        >
          {t('scripts.publish')}
        </Button>
      </div>
    </div>
  );
}
