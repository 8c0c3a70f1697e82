import { type AskedTarget, maskPhone } from '@ringbase/domain';
import type { Actor } from '../../context.js';

/** Whom a call was to reach, as this viewer may read it. */
export function nameAsked(viewer: Pick<Actor, 'seesNumbers'>, to: AskedTarget): string {
  return to.kind === 'number' ? (viewer.seesNumbers ? to.e164 : maskPhone(to.e164)) : to.name;
}
