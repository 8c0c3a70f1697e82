import { callScript, type DepartmentScript, scriptDraft, scriptVersion } from '@ringbase/contracts';
import type { CallScript } from '@ringbase/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../client/problem.js';
import { command, request } from '../../client/request.js';
import { tell, tellProblem } from '../../parts/tell.js';
import { beginHistory, type History, redo, step, undo } from './chart/history.js';
import { NOWHERE } from './chart/outlets.js';
import type { NamedFault } from './draft-faults.js';
import { isSameScript, renderScript } from './render-script.js';
import { scriptPath } from './script-queries.js';

/** What was drawn and typed, and the version of the draft that it was begun on. */
type Edit = { history: History<CallScript>; text: string | null; version: number | null };
export type ScriptEdit = ReturnType<typeof useScriptEdit>;

const blank: CallScript = { format: 1, start: NOWHERE, blocks: {} };

/** The draft while it is being changed: one script, drawn or typed, with what can be undone, and what keeps it from being saved or published. */
export function useScriptEdit(departmentId: string, { draft, published }: DepartmentScript) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [edit, setEdit] = useState<Edit | null>(null);
  const [refusals, setRefusals] = useState<readonly NamedFault[]>([]);
  const written = draft?.script ?? published?.script ?? null;
  const fresh = (): Edit => ({ history: beginHistory(written ?? blank), text: null, version: draft?.version ?? null });
  const script = edit?.history.now ?? written ?? blank;
  const empty = Object.keys(script.blocks).length === 0;
  const text = edit?.text ?? (empty ? '' : renderScript(script));
  // Of the draft that it was begun on: what somebody else has written since must not be overwritten.
  const version = edit === null ? (draft?.version ?? null) : edit.version;
  const changed = draft === null ? !empty || text !== '' : !isSameScript(text, draft.script);
  const refresh = () => queries.invalidateQueries({ queryKey: ['call-script', departmentId] });
  const walk = (way: typeof undo) => setEdit((now) => now && { ...now, text: null, history: way(now.history) });
  const forget = () => {
    setEdit(null);
    setRefusals([]);
  };

  const save = useMutation({
    mutationFn: (value: unknown) => request('PUT', `${scriptPath(departmentId)}/draft`, scriptDraft, { body: { script: value, version } }),
    onSuccess: (saved) => {
      setEdit((now) => now && { ...now, version: saved.version });
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
      forget();
      tell(t('scripts.discarded'));
    },
    onError: (error) => tellProblem(error),
    onSettled: refresh,
  });
  const publish = useMutation({
    mutationFn: (note: string) =>
      request('POST', `${scriptPath(departmentId)}/versions`, scriptVersion, { body: { note, draftVersion: draft?.version } }),
    onSuccess: ({ number }) => {
      forget();
      tell(t('scripts.published', { number }));
    },
    onError: (error) => tellProblem(error),
    onSettled: refresh,
  });

  const told = (draft?.faults ?? []).map(({ block, words }): NamedFault => ({ path: ['blocks', block], words }));
  return {
    script,
    text,
    /** What is typed is no script, so that there is nothing to draw. */
    broken: edit?.text != null && edit.text !== '' && readScript(edit.text) === null,
    changed,
    /** Something was done here that is not saved. */
    unsaved: edit !== null && changed,
    saved: draft?.script ?? null,
    hasDraft: draft !== null,
    publishable: draft !== null && !changed && draft.faults.length === 0,
    refusals,
    setRefusals,
    /** Of the draft as it was last saved. */
    faults: told,
    change: (next: CallScript, mark?: string) => {
      setRefusals((now) => now.filter(({ path }) => path?.[0] === 'blocks' && next.blocks[path[1] ?? ''] === script.blocks[path[1] ?? '']));
      setEdit((now) => {
        const { history, version: begun } = now ?? fresh();
        return { text: null, version: begun, history: step(history, next, mark) };
      });
    },
    type: (typed: string) =>
      setEdit((now) => {
        const { history, version: begun } = now ?? fresh();
        const read = readScript(typed);
        return { text: typed, version: begun, history: read === null ? history : step(history, read, 'text') };
      }),
    dropText: () => setEdit((now) => now && { ...now, text: null }),
    undo: () => walk(undo),
    redo: () => walk(redo),
    canUndo: (edit?.history.past.length ?? 0) > 0,
    canRedo: (edit?.history.future.length ?? 0) > 0,
    forget,
    save,
    discard,
    publish,
  };
}

function readScript(text: string): CallScript | null {
  try {
    return callScript.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
