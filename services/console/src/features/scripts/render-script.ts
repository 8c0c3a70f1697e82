import type { CallScript } from '@ringbase/domain';
import { orderBlocks } from './order-blocks.js';

/** A script as text, as somebody would write it: blocks in the order in which calls come to them, each with its kind first and where it leads last. */
export function renderScript(script: CallScript | null): string {
  if (script === null) return '';
  const blocks = orderBlocks(script).map(([id, { kind, ...block }]) => {
    const { next, ...rest } = block as { next?: string };
    return [id, { kind, ...rest, ...(next !== undefined && { next }) }];
  });
  return JSON.stringify({ format: script.format, start: script.start, blocks: Object.fromEntries(blocks) }, null, 2);
}

/** Whether a text holds this very script, however its keys are ordered. */
export function isSameScript(text: string, script: CallScript | null): boolean {
  try {
    return sorted(JSON.parse(text)) === sorted(script);
  } catch {
    return false;
  }
}

/** Whether two JSON values are the same, however their keys are ordered. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || sorted(one) === sorted(other);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
