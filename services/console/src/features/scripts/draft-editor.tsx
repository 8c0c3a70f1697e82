import { Button, Textarea, TextInput } from '@mantine/core';
import { type DepartmentScript, type ShownScriptFault, scriptDraft, scriptVersion } from '@ringbase/contracts';
import type { CallScript } from '@ringbase/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../client/problem.js';
import { command, request } from '../../client/request.js';
import { tell, tellProblem } from '../../parts/tell.js';
import { DraftFaults, type NamedFault } from './draft-faults.js';
import { locateBreak, locatePath, type Place } from './locate-path.js';
import { isSameScript, renderScript } from './render-script.js';
import { saveText, scriptOfFile } from './save-file.js';
import { scriptPath } from './script-queries.js';
import styles from './scripts.module.css';

type Props = { departmentId: string; published: CallScript | null; draft: DepartmentScript['draft'] };

/** What was typed, and the version of the draft that it was begun on. */
type Typed = { text: string; version: number | null };

/** The draft as text: what is refused, and what keeps it from being published, leads to its place in it. */
export function DraftEditor({ departmentId, published, draft }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const area = useRef<HTMLTextAreaElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<Typed | null>(null);
  const [refusals, setRefusals] = useState<readonly NamedFault[]>([]);
  const [note, setNote] = useState('');
  const text = typed?.text ?? renderScript(draft?.script ?? published);
  // Of the draft that the text was begun on: what somebody else has written since must not be overwritten.
  const version = typed === null ? (draft?.version ?? null) : typed.version;
  const setText = (next: string) => setTyped({ text: next, version });
  const changed = draft === null || !isSameScript(text, draft.script);
  const refresh = () => queries.invalidateQueries({ queryKey: ['call-script', departmentId] });

  const save = useMutation({
    mutationFn: (script: unknown) => request('PUT', `${scriptPath(departmentId)}/draft`, scriptDraft, { body: { script, version } }),
    onSuccess: (saved) => {
      setTyped((now) => now && { ...now, version: saved.version });
      setRefusals([]);
      tell(t('scripts.saved'));
    },
    onError: (error) => {
      const refused = isProblem(error) ? error.errors : [];
      setRefusals(refused.map(({ path, message }) => ({ path: path.split('.').filter(Boolean).slice(1), words: message })));
      tellProblem(error, isProblem(error, 'CONFLICT') ? t('scripts.conflict') : undefined);
    },
    onSettled: refresh,
  });
  const discard = useMutation({
    mutationFn: () => command('DELETE', `${scriptPath(departmentId)}/draft`, { query: { version } }),
    onSuccess: () => {
      setTyped(null);
      setRefusals([]);
      tell(t('scripts.discarded'));
    },
    onError: (error) => tellProblem(error),
    onSettled: refresh,
  });
  const publish = useMutation({
    mutationFn: () =>
      request('POST', `${scriptPath(departmentId)}/versions`, scriptVersion, { body: { note: note.trim(), draftVersion: draft?.version } }),
    onSuccess: ({ number }) => {
      setNote('');
      setTyped(null);
      tell(t('scripts.published', { number }));
    },
    onError: (error) => tellProblem(error),
    onSettled: refresh,
  });

  const show = (place: Place | null) => {
    const box = area.current;
    if (!box || !place) return;
    box.focus();
    box.setSelectionRange(place.from, place.until);
    box.scrollTop = Math.max(0, (place.line - 4) * LINE);
  };
  const write = () => {
    const broken = locateBreak(text);
    if (broken === null) return save.mutate(JSON.parse(text));
    setRefusals([{ place: broken, words: t('scripts.noJson') }]);
    show(broken);
  };
  const take = async (chosen: File | undefined) => {
    const read = await chosen?.text();
    if (read === undefined) return;
    try {
      setText(JSON.stringify(scriptOfFile(read), null, 2));
      setRefusals([]);
    } catch {
      tell(t('scripts.noJson'));
    }
  };
  const faults = changed
    ? []
    : (draft?.faults ?? []).map((fault: ShownScriptFault) => ({ path: ['blocks', fault.block], words: fault.words }));
  const publishable = draft !== null && !changed && draft.faults.length === 0;

  return (
    <div className={styles.narrow}>
      <p className={styles.facts}>{t(draft === null ? 'scripts.noDraft' : 'scripts.draftHint')}</p>
      <Textarea
        ref={area}
        className={styles.editor}
        label={t('scripts.text')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          write();
        }}
        rows={22}
        spellCheck={false}
        data-testid="draft-text"
      />
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
        {draft !== null && (
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
      <DraftFaults
        faults={[...refusals, ...faults]}
        none={publishable}
        placeOf={(fault) => fault.place ?? locatePath(text, fault.path ?? [])}
        onShow={show}
      />
      <div className={styles.row}>
        <TextInput
          label={t('scripts.note')}
          description={t('scripts.publishHint')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={500}
          style={{ flex: 1 }}
          data-testid="publish-note"
        />
        <Button onClick={() => publish.mutate()} disabled={!publishable} loading={publish.isPending} data-testid="publish">
          {t('scripts.publish')}
        </Button>
      </div>
    </div>
  );
}

/** Pixels of a line, as the style sheet says. */
const LINE = 18;
