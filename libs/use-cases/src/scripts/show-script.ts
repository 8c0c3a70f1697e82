import type { CallScript, ScriptBlock } from '@ringbase/domain';
import { maskFacts } from '../calls/mask-facts.js';
import type { Actor } from '../context.js';

const HIDDEN = '•••';

/**
 * A script for whoever may read but not write it: what is sent to an outside system in headers, body or behind its address may hold a secret between the writer
 * and that system; numbers are masked as everywhere.
 */
export function showScript(viewer: Pick<Actor, 'seesNumbers'>, script: CallScript, heads: boolean): CallScript {
  if (heads) return script;
  const blocks = Object.fromEntries(Object.entries(script.blocks).map(([id, block]) => [id, withoutSecrets(block)]));
  return maskFacts(viewer, { ...script, blocks }) as CallScript;
}

function withoutSecrets(block: ScriptBlock): ScriptBlock {
  if (block.kind !== 'http-request') return block;
  return {
    ...block,
    url: block.url.replace(/([?#]).*$/s, `$1${HIDDEN}`),
    headers: Object.fromEntries(Object.keys(block.headers).map((name) => [name, HIDDEN])),
    body: hideValues(block.body),
  };
}

/** Which fields are sent is told, as it is of headers. */
function hideValues(value: unknown): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(hideValues);
  if (typeof value !== 'object') return HIDDEN;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hideValues(each)]));
}
