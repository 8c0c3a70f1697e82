/** Whether keys pressed now are text: a shortcut must not take them, a card must not move the focus. */
export function isTyping(target: EventTarget | null = document.activeElement): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type);
}

/** Inside a menu, a dialog or a list of choices keys belong to it. */
export function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="menu"],[role="dialog"],[role="listbox"]') !== null;
}
