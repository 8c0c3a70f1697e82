import type { CallScript } from '@ringbase/domain';
import { showText } from '../clients/show-text.js';
import type { Actor } from '../context.js';

const HIDDEN = '•••';
const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** A script for whoever may read but not write it: what its headers hold is a secret between the writer and the system that is asked; numbers are masked as everywhere. */
export function showScript(viewer: Pick<Actor, 'seesNumbers'>, script: CallScript, heads: boolean): CallScript {
  return heads ? script : (mask(viewer, script, '') as CallScript);
}

function mask(viewer: Pick<Actor, 'seesNumbers'>, value: unknown, under: string): unknown {
  if (typeof value === 'string') return under === 'headers' ? HIDDEN : ID.test(value) ? value : showText(viewer, value);
  if (Array.isArray(value)) return value.map((each) => mask(viewer, each, under));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mask(viewer, each, key === 'headers' ? key : under)]));
}
