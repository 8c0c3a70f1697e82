import { showText } from '../clients/show-text.js';
import type { Actor } from '../context.js';

const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Facts of a trace without numbers for whoever sees none. */
export function maskFacts(viewer: Pick<Actor, 'seesNumbers'>, value: unknown): unknown {
  if (typeof value === 'string') return ID.test(value) ? value : showText(viewer, value);
  if (Array.isArray(value)) return value.map((each) => maskFacts(viewer, each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, maskFacts(viewer, each)]));
}
