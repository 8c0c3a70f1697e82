import type { ShownScriptFault } from '@ringbase/contracts';
import { findReferenced, listCompanyNumbers, type Tx } from '@ringbase/database';
import {
  type CallScript,
  decideDialAllowed,
  phoneTypeOf,
  referencesOf,
  type SpokenLanguage,
  sayFault,
  validateReferences,
  validateScript,
} from '@ringbase/domain';
import type { ScriptOptions } from './script-options.js';

/** Everything that keeps a script from being published, in words; none: it may be. */
export async function findScriptFaults(
  tx: Tx,
  departmentId: string,
  script: CallScript,
  language: SpokenLanguage,
  options: ScriptOptions,
): Promise<ShownScriptFault[]> {
  const references = referencesOf(script);
  const known = await findReferenced(tx, departmentId, references);
  const ours = await listCompanyNumbers(tx);
  const limits = {
    allowedCountries: [...options.allowedCountries, ...ours.map(({ country }) => country)],
    dailyCap: Number.POSITIVE_INFINITY,
  };
  const refusedNumbers = Object.fromEntries(
    references.numbers.flatMap((e164) => {
      const isOurs = ours.some((number) => number.e164 === e164);
      const refusal = decideDialAllowed({ e164, ...phoneTypeOf(e164), isOurs, madeToday: 0 }, limits);
      return refusal === null ? [] : [[e164, refusal]];
    }),
  );
  const faults = [
    ...validateScript(script),
    ...validateReferences(script, { ...known, refusedNumbers, origins: new Set(options.httpOrigins) }),
  ];
  return faults.map((fault) => ({ ...fault, words: sayFault(fault, language) }));
}
