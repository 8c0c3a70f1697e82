import type { CallScript, ScriptBlock, Words } from './call-script.js';
import { fillTemplate, namesIn } from './script-variables.js';

/** These variables and all that the script sets by them, by however many steps. What an outside system answers is that system's own. */
export function derivedFrom(script: CallScript, names: readonly string[]): ReadonlySet<string> {
  const derived = new Set(names);
  const settings = Object.values(script.blocks).filter((block) => block.kind === 'set-variable');
  // Grows while it is walked: what is set by a variable that has just been found is found in its turn.
  for (const one of derived) for (const { name, value } of settings) if (namesIn(value).includes(one)) derived.add(name);
  return derived;
}

/** The same script, whose caller hears `…` for each of these variables: it goes the same way. */
export function withoutSpoken(script: CallScript, names: ReadonlySet<string>): CallScript {
  const hide = (text: string) => fillTemplate(text, (name) => (names.has(name) ? '…' : `{{${name}}}`));
  const hideAll = ({ en, ru, bg }: Words): Words => ({ en: hide(en), ru: hide(ru), bg: hide(bg) });
  const hideIn = (block: ScriptBlock): ScriptBlock => {
    switch (block.kind) {
      case 'say':
      case 'menu':
        return { ...block, words: hideAll(block.words) };
      case 'voicemail':
        return { ...block, greeting: hideAll(block.greeting) };
      default:
        return block;
    }
  };
  return { ...script, blocks: Object.fromEntries(Object.entries(script.blocks).map(([id, block]) => [id, hideIn(block)])) };
}
