import { findPerson, type Tx } from '@ringbase/database';
import { type SpokenLanguage, spokenLanguages } from '@ringbase/domain';
import type { Context } from '../context.js';

/** The language that the person reads. */
export async function findLanguage(ctx: Context, tx: Tx): Promise<SpokenLanguage> {
  const person = await findPerson(tx, ctx.actor.personId);
  return spokenLanguages.find((language) => language === person?.locale) ?? 'en';
}
