import { type CallInstruction, decideStaticAnswer } from '@ringbase/domain';
import { callIdOf, type Dialect, parseStaticStep, parseStepUrl, type StaticFacts, type WebhookForm } from '@ringbase/telephony';
import type { StaticPlans } from '../static-plan/static-plans.js';

/** The answer from memory, for when the database does not answer in time: complete without us, told by its URLs from then on. Never throws. */
export function answerStatically(plans: StaticPlans, dialect: Dialect, form: WebhookForm): string {
  if (isDial(form.originalUrl)) return dialect.render(notNow, { callId: '', rootProviderCallId: '', departmentId: null });
  const facts = dialect.readStatic(form);
  const { rootProviderCallId } = facts;
  const url = readStep(form.originalUrl);
  // A leg made for a call is one of its own at the provider: whose it is, its address alone tells.
  const callId = url?.attached ? url.callId : callIdOf(dialect.provider, rootProviderCallId);
  const department = (url?.departmentId == null ? null : plans.ofDepartment(url.departmentId)) ?? ofDialled(plans, facts.dialled);
  return dialect.render(marked(decide(url, facts, department, dialect.parseConference !== null), callId), {
    callId,
    rootProviderCallId,
    departmentId: department?.departmentId ?? null,
  });
}

function ofDialled(plans: StaticPlans, dialled: readonly string[]): ReturnType<StaticPlans['ofNumber']> {
  for (const number of dialled) {
    const department = plans.ofNumber(number);
    if (department !== null) return department;
  }
  return null;
}

/** A talk goes on meanwhile, or somebody has just been given to somebody: a moment's silence of ours must not end it. With the five seconds of a ring each, half a minute. */
const MOST_TIMES = 5;

/** A manager who clicked, or was called into a call, picks up while nothing of it can be known: he is told, and nobody is rung or joined. */
const notNow: readonly CallInstruction[] = [
  { kind: 'say', text: 'The call cannot be made at this moment. Please try again.', language: 'en' },
  { kind: 'say', text: 'Сейчас позвонить не удаётся. Попробуйте ещё раз.', language: 'ru' },
  { kind: 'say', text: 'В момента обаждането не може да се осъществи. Моля, опитайте отново.', language: 'bg' },
  { kind: 'hang-up' },
];

/** A browser's telephone knows by it whose card to ask for as soon as there is one. */
function marked(instructions: readonly CallInstruction[], callId: string): readonly CallInstruction[] {
  return instructions.map((one) =>
    one.kind === 'ring' ? { ...one, targets: one.targets.map((target) => ({ ...target, parameters: { callId } })) } : one,
  );
}

type Step = NonNullable<ReturnType<typeof parseStaticStep>>;

function decide(
  url: Step | null,
  facts: StaticFacts,
  department: ReturnType<StaticPlans['ofNumber']>,
  canLift: boolean,
): readonly CallInstruction[] {
  const step = (url?.step ?? 0) + 1;
  switch (url?.kind) {
    case undefined:
      return decideStaticAnswer(department, 'start', step);
    case 'join':
      return askAgain('join', url) ?? (facts.isCaller ? decideStaticAnswer(department, 'start', step) : notNow);
    case 'screen':
      // A client who was rung by a click has nothing to press.
      if (url.intentId !== null) return [{ kind: 'connect' }];
      return [askDigit(url, department)];
    case 'screen-answer':
      if (facts.digits !== '1') return [{ kind: 'hang-up' }];
      // Only on a leg of a Dial does a document that ends connect.
      if (url.intentId !== null) return notNow;
      return [url.attached ? { ...askDigit(url, department), attached: true } : { kind: 'connect' }];
    case 'ring':
      // Both sides of a Dial that is lifted ask at once, and nothing but the database tells it from one that is over.
      if ((facts.talked || url.again !== undefined) && url.plan === 'script' && canLift)
        return askAgain('ring', url) ?? [{ kind: 'hang-up' }];
      if (facts.talked || url.intentId !== null) return [{ kind: 'hang-up' }];
      return decideStaticAnswer(department, url.plan === 'static' ? (url.next ?? 'voicemail') : 'start', step);
    case 'menu':
    case 'continue':
      // Whatever the script would have done next: the caller still reaches the department.
      return decideStaticAnswer(department, url.plan === 'static' ? 'hang-up' : 'start', step);
    case 'voicemail':
    case 'left':
      return decideStaticAnswer(department, 'hang-up', step);
  }
}

function askDigit({ step, plan }: Step, department: ReturnType<StaticPlans['ofNumber']>): CallInstruction & { kind: 'ask-digit' } {
  const text = 'Press one. Нажмите один. Натиснете едно.';
  return { kind: 'ask-digit', text, language: department?.language ?? 'en', seconds: 8, step, plan, intentId: null };
}

/** Null: it has been asked often enough. */
function askAgain(of: 'join' | 'ring', url: Step): readonly CallInstruction[] | null {
  const times = (url.again ?? 0) + 1;
  if (times > MOST_TIMES) return null;
  const { step, plan, intentId, attached = false } = url;
  return [
    { kind: 'play', sound: { kind: 'built-in', name: 'ringing' } },
    { kind: 'ask-again', of, step, plan, intentId, attached, times },
  ];
}

function isDial(originalUrl: string): boolean {
  try {
    return parseStepUrl(originalUrl).kind === 'dial';
  } catch {
    return false;
  }
}

/** A step of a call, of either plan. */
function readStep(originalUrl: string): Step | null {
  const known = parseStaticStep(originalUrl);
  if (known !== null) return known;
  try {
    const url = parseStepUrl(originalUrl);
    return url.kind === 'dial' ? null : url;
  } catch {
    return null;
  }
}
