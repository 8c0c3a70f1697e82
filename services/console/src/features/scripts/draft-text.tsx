import { Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DraftActs } from './draft-acts.js';
import { DraftFaults } from './draft-faults.js';
import { locateBreak, locatePath, type Place } from './locate-path.js';
import styles from './scripts.module.css';
import type { ScriptEdit } from './use-script-edit.js';

/** The draft as text: what is refused, and what keeps it from being published, leads to its place in it. */
export function DraftText({ edit }: { edit: ScriptEdit }) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const { text, changed, save, setRefusals } = edit;
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
  return (
    <div className={styles.narrow}>
      <p className={styles.facts}>{t(edit.hasDraft ? 'scripts.draftHint' : 'scripts.noDraft')}</p>
      <Textarea
        ref={area}
        className={styles.editor}
        label={t('scripts.text')}
        value={text}
        onChange={(event) => edit.type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          write();
        }}
        rows={22}
        spellCheck={false}
        data-testid="draft-text"
      />
      <DraftFaults
        faults={[...edit.refusals, ...(changed ? [] : edit.faults)]}
        none={edit.publishable}
        whereOf={(fault) => {
          const place = fault.place ?? locatePath(text, fault.path ?? []);
          return [place && t('scripts.line', { line: place.line }), fault.path?.join('.')].filter(Boolean).join(' · ');
        }}
        onShow={(fault) => show(fault.place ?? locatePath(text, fault.path ?? []))}
      />
      <DraftActs edit={edit} write={write} />
    </div>
  );
}

/** Pixels of a line, as the style sheet says. */
const LINE = 18;
