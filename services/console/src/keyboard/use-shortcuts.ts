import { useEffect, useRef } from 'react';
import { isElsewhere, isTyping } from './typing.js';

/** By `event.key`, or `mod+k`, `alt+a` by the key's place on the keyboard, so that they work in a Cyrillic layout, too. */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** The name of what was pressed. A key that is no Latin one is named by its place: `KeyS` is `s` in a Cyrillic layout. */
export function nameOfPress(event: Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  const latin = /^[!-~]$/.test(event.key) ? event.key : undefined;
  const place = /^Key([A-Z])$/.exec(event.code)?.[1];
  const key = (latin ?? (event.key.length === 1 ? place : undefined))?.toLowerCase() ?? (event.key === ' ' ? 'Space' : event.key);
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  const alt = event.altKey ? 'alt+' : '';
  return `${mod}${alt}${key}`;
}

/** `first`: before the others that know the same key. Those with a modifier work everywhere, the bare ones only where nothing is typed and no menu is open. */
export function useShortcuts(shortcuts: Shortcuts, enabled = true, first = false): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = nameOfPress(event);
      const act = latest.current[name];
      if (!act) return;
      const bare = !name.startsWith('mod+') && !name.startsWith('alt+');
      if (bare && (isTyping(event.target) || isElsewhere(event.target))) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', press, { capture: first });
    return () => window.removeEventListener('keydown', press, { capture: first });
  }, [enabled, first]);
}
