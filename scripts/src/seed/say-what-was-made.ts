/** The demo company's counts for the terminal. */
export function sayWhatWasMade(made: Record<string, number> | 'already there', say: (line: string) => void): void {
  const counts = made === 'already there' ? ['been there already'] : Object.entries(made).map(([noun, count]) => `${count} ${noun}`);
  say(`The demo company has ${counts.join(', ')}.`);
}
