import type { SpokenLanguage } from '../../calls/call-instruction.js';
import type { CallDirection, CallOutcome, CallState } from '../../calls/call-states.js';
import { fill, type NameOf, sayDuration, sayNames, sayStep, sentence, type ToldStep, whyWords } from './say-steps.js';
import type { Beginning, Ending, WhyWords } from './why-words.js';

/** A call as its reader may see it. */
export type ToldCall = {
  direction: CallDirection;
  state: CallState;
  outcome: CallOutcome | null;
  /** The other side's number, whole or masked, or the words `withheld`, `unknown`. */
  callerShown: string;
  clientName: string | null;
  departmentName: string | null;
  applicationNumber: number | null;
  /** Whose call it is: of an outbound one, who called. */
  intendedName: string | null;
  answeredByName: string | null;
  ringSeconds: number | null;
  talkSeconds: number | null;
  trace: readonly ToldStep[];
};

/** Steps that say nothing which the three sentences do not say anyway. */
const leftOut: ReadonlySet<string> = new Set([
  'talked',
  'caller-hung-up',
  'end-of-script',
  'message-left',
  'no-message',
  'variable-set',
  'switch-otherwise',
  'menu-asked',
  'http-asked',
  'clicked',
  'queue-callback-kept',
]);
/** Told after it was answered. */
const handedOn: ReadonlySet<string> = new Set(['asked-person', 'asked-number']);
const condition = /-(?:yes|no)$/;
const beginnings = [
  'remembered-choice',
  'open-application',
  'client-owner',
  'latest-application',
  'known-without-owner',
] as const satisfies readonly Beginning[];
/** So much of what was tried is told. */
const MOST_TRIED = 8;

/** Why a call went where it went, in three sentences: who phoned and whose call it is; what was tried, with what result; how it ended. */
export function sayWhy(call: ToldCall, nameOf: NameOf, language: SpokenLanguage): readonly [string, string, string] {
  const words = whyWords[language];
  return [sayBeginning(call, words), sayTried(call, nameOf, language), sayEnding(call, nameOf, language)];
}

function sayBeginning(call: ToldCall, words: WhyWords): string {
  const start = call.trace.find(({ facts }) => 'caller' in facts || 'candidateCount' in facts);
  const { facts } = start ?? { facts: {} as ToldStep['facts'] };
  const known = beginnings.find((one) => one === start?.reason);
  const kind: Beginning =
    call.direction === 'outbound'
      ? 'outbound'
      : (known ??
        (call.clientName !== null
          ? 'known-without-owner'
          : call.callerShown === 'withheld' || call.callerShown === 'unknown'
            ? 'withheld-caller'
            : 'unknown-caller'));
  const told = fill(words.beginnings[kind], {
    client: call.clientName ?? call.callerShown,
    caller: call.callerShown,
    department: call.departmentName === null ? words.us : fill(words.department, { name: call.departmentName }),
    application: String(call.applicationNumber ?? applicationOf(facts) ?? '…'),
    owner: call.intendedName ?? words.nobody,
  });
  const closed = facts['open'] === false ? words.closed[facts['hours'] as keyof WhyWords['closed']] : undefined;
  return sentence(told + fill(closed ?? '', { day: typeof facts['dayName'] === 'string' ? facts['dayName'] : '…' }));
}

/** The best candidate's number: a viewer who may not see the application still knows of which number it is. */
function applicationOf(facts: ToldStep['facts']): number | null {
  const [first] = Array.isArray(facts['candidates']) ? (facts['candidates'] as unknown[]) : [];
  const { number } = (first ?? {}) as { number?: unknown };
  return typeof number === 'number' ? number : null;
}

function sayTried(call: ToldCall, nameOf: NameOf, language: SpokenLanguage): string {
  const said = call.trace
    .filter(({ reason }) => !leftOut.has(reason) && !handedOn.has(reason) && !condition.test(reason))
    .flatMap((step) => sayStep(step, nameOf, language) ?? []);
  if (said.length === 0) return whyWords[language].nothingTried[call.direction];
  return sentence(said.length > MOST_TRIED ? `${said.slice(0, MOST_TRIED).join('; ')}…` : said.join('; '));
}

function sayEnding(call: ToldCall, nameOf: NameOf, language: SpokenLanguage): string {
  const words = whyWords[language];
  const ending = endingOf(call);
  const last = call.trace.findLast(({ reason }) => reason === 'talked');
  const tried = last?.facts['tried'];
  const talkers = Array.isArray(tried)
    ? tried.flatMap((one: { personId?: unknown; outcome?: unknown }) => (one.outcome === 'connected' ? [one.personId] : []))
    : [];
  const told = fill(words.endings[ending], {
    people: call.answeredByName ?? sayNames(talkers, nameOf, words),
    ring: sayDuration(call.ringSeconds ?? 0, words),
    talk: sayDuration(call.talkSeconds ?? 0, words),
  });
  const after = call.trace.filter(({ reason }) => handedOn.has(reason)).flatMap((step) => sayStep(step, nameOf, language) ?? []);
  return after.length === 0 ? told : sentence([told.replace(/\.$/, ''), ...after].join('; '));
}

function endingOf({ direction, state, outcome, answeredByName, talkSeconds, trace }: ToldCall): Ending {
  const has = (reason: string) => trace.some((step) => step.reason === reason);
  if (state === 'connected') return 'talks';
  if (state === 'ringing') return 'rings';
  switch (outcome) {
    case 'answered':
      if (answeredByName === null && has('transferring')) return 'number-talked';
      return talkSeconds === null ? 'answers' : 'talked';
    case 'voicemail':
      return 'message';
    case 'blocked':
      return 'blocked';
    case 'failed':
      return 'failed';
    default:
      if (has('queue-callback-kept')) return 'callback-kept';
      if (direction === 'outbound') return 'not-answered';
      return has('caller-hung-up') ? 'caller-gone' : 'nobody';
  }
}
