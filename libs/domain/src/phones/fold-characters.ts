/** Characters that are not seen and come along with copied numbers: marks of direction, soft hyphens, joiners, the frame of a keycap. */
const INVISIBLE = /[\p{DI}\p{Cf}\p{M}]/u;
const DASH = /[\p{Pd}\u2212\u30FC]/u;

/** One character as numbers are read, and the piece of the text it came from: with what is invisible behind it. */
export type FoldedCharacter = { char: string; start: number; end: number };

/** The text as numbers are read: digits of any script (full-width, Arabic, circled, …) as ASCII ones, dashes as `-`, nothing invisible. */
export function foldCharacters(text: string): FoldedCharacter[] {
  const folded: FoldedCharacter[] = [];
  let start = 0;
  for (const point of text) {
    const end = start + point.length;
    for (const char of point.normalize('NFKC')) {
      const before = folded.at(-1);
      if (!INVISIBLE.test(char)) folded.push({ char: foldCharacter(char), start, end });
      else if (before) before.end = end;
    }
    start = end;
  }
  return folded;
}

function foldCharacter(char: string): string {
  if (DASH.test(char)) return '-';
  return /\p{Nd}/u.test(char) ? asciiDigit(char) : char;
}

/** The ten digits of a script follow one another. */
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(point - zero);
}
