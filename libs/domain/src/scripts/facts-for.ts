import type { Attribution } from './choose-candidate.js';
import type { TraceEntry } from './route-state.js';
import { givenVariables } from './script-variables.js';

/** Of the clients and applications that are named, those that somebody may see. */
export type Seen = { clients: ReadonlySet<string>; applications: ReadonlySet<string> };
type Facts = TraceEntry['facts'];
type Told = Pick<TraceEntry, 'facts'>;

const UNTOLD = '…';
/** What is neither the client's nor the application's. A variable of the script's own has no dot, and may hold anything of them. */
const othersVariable = /^(?:call|caller|owner|department|dialled)\./;

/** The clients and applications that a trace names, each once. */
export function namedIn(trace: readonly Told[]): { clientIds: readonly string[]; applicationIds: readonly string[] } {
  const named = trace.flatMap(({ facts }) => [facts, ...candidatesIn(facts)]);
  const ids = (key: string) => [...new Set(named.flatMap((one) => (typeof one[key] === 'string' ? [one[key]] : [])))];
  return { clientIds: ids('clientId'), applicationIds: ids('applicationId') };
}

/**
 * Tells each of a trace's facts to somebody: no client and no application that he may not see. Of the application that the call is about he is told its number,
 * as on the card; of other candidates nothing, not even how many there are; of a switch on what they are, or on what the script has made of that, not its value.
 * `derived`: further variables that hold something of them.
 */
export function factsFor(
  seen: Seen,
  trace: readonly Told[],
  derived: ReadonlySet<string> = new Set(),
): (facts: Facts) => Record<string, unknown> {
  const begun = trace.find(({ facts }) => 'clientId' in facts)?.facts ?? {};
  const seesClient = sees(seen.clients, begun['clientId']);
  const seesApplication = sees(seen.applications, begun['applicationId']);
  const mayRead = (name: unknown): boolean => {
    if (typeof name !== 'string' || derived.has(name)) return false;
    if (othersVariable.test(name)) return true;
    return name.startsWith('client.') ? seesClient : name.startsWith('application.') ? seesApplication : seesClient && seesApplication;
  };
  return (facts) => {
    const { clientId, applicationId, candidates, candidateCount, ...rest } = facts;
    return {
      ...('clientId' in facts && sees(seen.clients, clientId) && { clientId }),
      ...('applicationId' in facts && sees(seen.applications, applicationId) && { applicationId }),
      ...rest,
      ...(Array.isArray(candidates) && candidatesFor(seen, candidatesIn(facts), applicationId, candidateCount)),
      ...('on' in facts && 'value' in facts && !mayRead(facts['on']) && { value: UNTOLD }),
    };
  };
}

/** The variables of a call that is attributed so, which somebody may not read. */
export function untoldVariables(
  seen: Seen,
  { clientId, applicationId }: Pick<Attribution, 'clientId' | 'applicationId'>,
): readonly string[] {
  return givenVariables.filter(
    (name) =>
      (name.startsWith('client.') && !sees(seen.clients, clientId)) ||
      (name.startsWith('application.') && !sees(seen.applications, applicationId)),
  );
}

/** Null is nobody’s. What the trace does not say may be anybody’s. */
function sees(ids: ReadonlySet<string>, id: unknown): boolean {
  return id === null || (typeof id === 'string' && ids.has(id));
}

/** The one that was chosen stays the first. Its number may have been taken away before: then it is 0. */
function candidatesFor(seen: Seen, all: readonly Facts[], chosenId: unknown, count: unknown): Record<string, unknown> {
  const candidates = all.flatMap((one) => {
    if (sees(seen.applications, one['applicationId'])) return [one];
    if (one['applicationId'] !== chosenId) return [];
    return [Number(one['number']) > 0 ? { number: one['number'] } : {}];
  });
  // Beyond those that are named he is told of more only if all of these are his to see.
  const isWhole = all.every((one) => sees(seen.applications, one['applicationId']));
  return { candidates, ...(count !== undefined && { candidateCount: isWhole ? count : candidates.length }) };
}

function candidatesIn(facts: Facts): readonly Facts[] {
  const { candidates } = facts;
  return Array.isArray(candidates) ? candidates.filter((one: unknown): one is Facts => typeof one === 'object' && one !== null) : [];
}
