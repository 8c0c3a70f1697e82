/**
 * Text of others as far as it can be kept: at most `most` characters, without NUL and without half a character, which no database holds. A cut by
 * UTF-16 units would make such a half itself.
 */
export function toldText(text: string, most: number): string {
  const clean = text.slice(0, 2 * most).replace(/\0|\p{Surrogate}/gu, '');
  return Array.from(clean).slice(0, most).join('');
}
