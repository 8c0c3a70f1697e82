import { toldText } from '../phones/told-text.js';

const LONGEST = 500;

/**
 * What a script wanted of an outside system's answer: variables by the path at which its JSON holds them, `customer.tier`, `items.0.name` or `items[0].name`.
 * Only texts, numbers and yes or no are values, cut at 500 characters; what is not there sets nothing.
 */
export function readAnswer(json: unknown, wanted: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const [name, path] of Object.entries(wanted)) {
    const value = textOf(follow(json, path));
    if (value !== null) values[name] = value;
  }
  return values;
}

function follow(json: unknown, path: string): unknown {
  let at = json;
  for (const part of path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((one) => one !== '')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Record<string, unknown>)[part];
  }
  return at;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  return toldText(value, LONGEST);
}
