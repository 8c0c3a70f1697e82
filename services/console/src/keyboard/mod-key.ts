const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** How the key of the shortcuts with a modifier is called on this machine's keyboard. */
export const modKey = apple ? '⌘' : 'Ctrl';
/** The same with its letter, as one label. */
export const modWith = (letter: string): string => (apple ? `⌘${letter}` : `Ctrl ${letter}`);
