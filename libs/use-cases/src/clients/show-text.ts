import { maskPhonesInText } from '@ringbase/domain';
import type { Actor } from '../context.js';

/** Free text as this viewer may read it: numbers that somebody typed into it are masked with all the others. */
export function showText<T extends string | null>(viewer: Pick<Actor, 'seesNumbers'>, text: T): T | string {
  return text === null || viewer.seesNumbers ? text : maskPhonesInText(text);
}
