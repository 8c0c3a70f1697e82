/** A place in a text: its line, from 1, and the characters that it covers. */
export type Place = { line: number; from: number; until: number };

type Found = { value: [number, number]; key: [number, number] | null };

/** Where the value of a path stands in a text of JSON; the nearest one around it, where the path goes on to what is not there. Null: the text is no JSON. */
export function locatePath(text: string, path: readonly string[]): Place | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  let found: Found = { value: [0, text.length], key: null };
  for (const part of path) {
    const next = childOf(text, found.value[0], part);
    if (next === null) break;
    found = next;
  }
  const [from] = found.key ?? found.value;
  return { line: lineOf(text, from), from, until: found.value[1] };
}

/** Where a text stops being JSON, as its parser tells; null: it is JSON. */
export function locateBreak(text: string): Place | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const told = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    const from = Math.min(told === undefined ? text.length : Number(told), text.length);
    return { line: lineOf(text, from), from, until: Math.min(from + 1, text.length) };
  }
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

/** The text is known to be JSON, so that it need not be checked again. */
function childOf(text: string, at: number, part: string): Found | null {
  let position = skipBlank(text, at);
  const opening = text[position];
  if (opening !== '{' && opening !== '[') return null;
  position = skipBlank(text, position + 1);
  for (let index = 0; text[position] !== '}' && text[position] !== ']'; index += 1) {
    let key: Found['key'] = null;
    let name = String(index);
    if (opening === '{') {
      key = [position, endOf(text, position)];
      name = JSON.parse(text.slice(...key)) as string;
      position = skipBlank(text, key[1]) + 1;
    }
    const from = skipBlank(text, position);
    const until = endOf(text, from);
    if (name === part) return { value: [from, until], key };
    position = skipBlank(text, until);
    if (text[position] === ',') position = skipBlank(text, position + 1);
  }
  return null;
}

function skipBlank(text: string, at: number): number {
  let position = at;
  while (/\s/.test(text[position] ?? '')) position += 1;
  return position;
}

/** Behind the value that begins here. */
function endOf(text: string, at: number): number {
  let depth = 0;
  for (let position = at; position < text.length; position += 1) {
    const sign = text[position] as string;
    if (sign === '"') {
      position = endOfString(text, position) - 1;
      if (depth === 0) return position + 1;
    } else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') {
      if (depth === 0) return position;
      depth -= 1;
      if (depth === 0) return position + 1;
    } else if (depth === 0 && /[,\s]/.test(sign)) return position;
  }
  return text.length;
}

function endOfString(text: string, at: number): number {
  let position = at + 1;
  while (text[position] !== '"') position += text[position] === '\\' ? 2 : 1;
  return position + 1;
}
